package org.mingjian.exchange;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.mingjian.exchange.domain.Envelope;

/** A line that loses, repeats, delays, garbles and cuts: what a network and a dying upper node do to messages. */
final class FaultyLine implements AutoCloseable {

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<byte[]> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final Random random;
    private final String to;
    private final Map<String, byte[]> late = new ConcurrentHashMap<>();
    private final AtomicLong fileBytes = new AtomicLong();
    private volatile int percent;
    private volatile Predicate<Envelope.Head> cut = head -> false;
    private volatile boolean isLate;
    private volatile Predicate<Envelope.Head> held = head -> false;
    private volatile CountDownLatch release = new CountDownLatch(0);

    FaultyLine(String to, long seed, int percent) {
        this.to = to;
        this.random = new Random(seed);
        this.percent = percent;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/exchange/messages", this::pass);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void faults(int inHundred) {
        percent = inHundred;
    }

    /** A fault that ends when it is closed. */
    interface Fault extends AutoCloseable {
        @Override
        void close();
    }

    /** Of these messages only the first half arrives, and no answer goes back. */
    Fault cutting(Predicate<Envelope.Head> which) {
        cut = which;
        return () -> cut = head -> false;
    }

    /** Each question is answered with what was the answer to the one of its kind before. */
    Fault answeringLate() {
        isLate = true;
        return () -> isLate = false;
    }

    /** Of these messages the answers stay on the way until this ends. */
    Fault holding(Predicate<Envelope.Head> which) {
        CountDownLatch end = new CountDownLatch(1);
        release = end;
        held = which;
        return () -> {
            held = head -> false;
            end.countDown();
        };
    }

    /** Bytes of all messages with parts of files that arrived whole. */
    long fileBytes() {
        return fileBytes.get();
    }

    int faults() {
        return faults.get();
    }

    private int next(int bound) {
        synchronized (random) {
            return random.nextInt(bound);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        byte[] message = exchange.getRequestBody().readAllBytes();
        Envelope.Head head = head(message);
        if (cut.test(head)) {
            forward(Arrays.copyOf(message, message.length / 2));
            exchange.close();
            return;
        }
        fileBytes.addAndGet(head.type().equals("file") ? message.length : 0);
        if (held.test(head)) {
            HttpResponse<byte[]> whole = forward(message);
            awaitRelease();
            answer(exchange, whole);
            return;
        }
        if (isLate) {
            byte[] before = late.put(head.type(), forward(message).body());
            answer(exchange, before == null ? 502 : 200, before == null ? new byte[0] : before);
            return;
        }
        if (next(100) >= percent) {
            answer(exchange, forward(message));
            return;
        }
        faults.incrementAndGet();
        switch (next(7)) {
            case 0 -> exchange.close(); // never arrives
            case 1 -> { // arrives, the answer is lost
                forward(message);
                exchange.close();
            }
            case 2 -> { // arrives twice
                forward(message);
                answer(exchange, forward(message));
            }
            case 3 -> { // arrives later, behind younger ones
                kept.add(message);
                exchange.close();
            }
            case 4 -> answer(exchange, 200, "<html>网关错误</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            case 5 -> { // half an answer
                byte[] whole = forward(message).body();
                answer(exchange, 200, Arrays.copyOf(whole, whole.length / 2));
            }
            default -> { // old ones come out of some queue again
                for (byte[] late = kept.poll(); late != null; late = kept.poll()) {
                    forward(late);
                }
                exchange.sendResponseHeaders(502, -1);
                exchange.close();
            }
        }
    }

    private void awaitRelease() throws IOException {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Envelope.Head head(byte[] message) throws IOException {
        try {
            return Envelope.head(message);
        } catch (Envelope.Broken broken) {
            throw new IOException(broken);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> whole) throws IOException {
        answer(exchange, whole.statusCode(), whole.body());
    }

    private static void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private HttpResponse<byte[]> forward(byte[] message) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(to + "/exchange/messages"))
                    .header("X-Requested-With", "exchange")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
