package org.mingjian.document.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.mingjian.document.domain.Verdict;
import org.mingjian.document.domain.VirusScanner;

/**
 * clamd by its socket (clamd(8)): {@code zINSTREAM}, then chunks of a length of four bytes and the bytes, then a length
 * of zero; it answers {@code stream: OK}, {@code stream: NAME FOUND} or {@code … ERROR}, ended by a zero byte.
 */
final class Clamd implements VirusScanner {

    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 4096;

    private final String address;
    private final Duration patience;

    /** @param address path of a Unix socket, or {@code host:port} */
    Clamd(String address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /** Whether there is anything to connect to. */
    static boolean isThere(String address) {
        return address.indexOf('/') < 0 || Files.exists(Path.of(address));
    }

    private SocketChannel connect() throws IOException {
        int colon = address.lastIndexOf(':');
        SocketAddress target = address.indexOf('/') >= 0
                ? UnixDomainSocketAddress.of(address)
                : new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        SocketChannel channel = target instanceof UnixDomainSocketAddress
                ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        Thread watch = Thread.ofVirtual().start(() -> closeLater(channel));
        try {
            channel.connect(target);
            return channel;
        } catch (IOException e) {
            watch.interrupt();
            channel.close();
            throw e;
        }
    }

    /** Whatever waits on it then, gets an IOException. */
    private void closeLater(SocketChannel channel) {
        try {
            Thread.sleep(patience);
            channel.close();
        } catch (InterruptedException | IOException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Verdict scan(Content content, long size) {
        try (SocketChannel channel = connect();
                InputStream in = content.open()) {
            write(channel, "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            try {
                send(channel, in);
            } catch (IOException brokenOff) {
                return verdict(answer(channel)); // clamd says why and closes when the stream is longer than it takes
            }
            return verdict(answer(channel));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return new Verdict.Unscanned("检查程序没有应答：" + e.getClass().getSimpleName());
        }
    }

    private static void send(SocketChannel channel, InputStream in) throws IOException {
        byte[] buffer = new byte[CHUNK];
        for (int read = in.readNBytes(buffer, 0, CHUNK); read > 0; read = in.readNBytes(buffer, 0, CHUNK)) {
            ByteBuffer chunk = ByteBuffer.allocate(4 + read)
                    .putInt(read)
                    .put(buffer, 0, read)
                    .flip();
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        }
        write(channel, new byte[4]);
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    private static String answer(SocketChannel channel) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(LONGEST_ANSWER);
        while (read.hasRemaining() && channel.read(read) >= 0) {
            if (read.position() > 0 && read.get(read.position() - 1) == 0) {
                break;
            }
        }
        return new String(read.array(), 0, read.position(), StandardCharsets.UTF_8)
                .replace('\0', ' ')
                .strip();
    }

    private static Verdict verdict(String answer) {
        if (answer.equals("stream: OK")) {
            return new Verdict.Clean();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return new Verdict.Infected(answer.substring(8, answer.length() - 6));
        }
        if (answer.contains("size limit exceeded")) {
            return new Verdict.TooLarge();
        }
        return new Verdict.Unscanned(answer.isEmpty() ? "检查程序中断" : "检查程序答：" + answer);
    }

    @Override
    public String version() {
        try (SocketChannel channel = connect()) {
            write(channel, "zVERSION\0".getBytes(StandardCharsets.US_ASCII));
            return answer(channel);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException away) {
            return "";
        }
    }
}
