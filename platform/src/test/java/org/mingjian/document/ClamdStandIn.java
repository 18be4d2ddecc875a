package org.mingjian.document;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A clamd of a few lines on a Unix socket: speaks INSTREAM, and hangs, dies or babbles when it is told to. */
public final class ClamdStandIn implements AutoCloseable {

    /** How it behaves. */
    public enum Mood {
        WELL,
        HANGS,
        DIES,
        BABBLES,
        SAYS_TOO_LARGE
    }

    /** What it takes for malicious: the EICAR test string, which is none. */
    public static final byte[] TEST_STRING = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD"
                    + "-ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final ServerSocketChannel server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Mood mood = Mood.WELL;

    public ClamdStandIn(Path path) throws IOException {
        this.path = path;
        Files.deleteIfExists(path);
        SocketAddress address = UnixDomainSocketAddress.of(path);
        this.server = ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX);
        server.bind(address);
        Thread.ofVirtual().start(this::serve);
    }

    public void be(Mood wanted) {
        mood = wanted;
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel one = server.accept();
                Thread.ofVirtual().start(() -> answer(one));
            }
        } catch (IOException over) {
            closed.countDown();
        }
    }

    private void answer(SocketChannel channel) {
        try (channel;
                DataInputStream in = new DataInputStream(Channels.newInputStream(channel))) {
            String command = command(in);
            if (mood == Mood.HANGS) {
                closed.await();
            } else if (mood == Mood.BABBLES) {
                say(channel, "what do you want\0");
            } else if (mood != Mood.DIES) {
                say(channel, command.equals("zVERSION") ? "ClamAV 1.0.0/1/stand-in\0" : judge(in));
            }
        } catch (IOException | InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static String command(DataInputStream in) throws IOException {
        StringBuilder command = new StringBuilder();
        for (int c = in.read(); c > 0; c = in.read()) {
            command.append((char) c);
        }
        return command.toString();
    }

    private String judge(DataInputStream in) throws IOException {
        if (mood == Mood.SAYS_TOO_LARGE) {
            return "INSTREAM size limit exceeded. ERROR\0";
        }
        StringBuilder all = new StringBuilder();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            all.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        }
        boolean found = all.indexOf(new String(TEST_STRING, StandardCharsets.US_ASCII)) >= 0;
        return found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
    }

    private static void say(SocketChannel channel, String words) throws IOException {
        channel.write(ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws IOException {
        server.close();
        closed.countDown();
        Files.deleteIfExists(path);
    }
}
