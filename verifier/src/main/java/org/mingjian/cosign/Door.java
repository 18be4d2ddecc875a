package org.mingjian.cosign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The co-signer's HTTP side: {@code POST /add-checkpoint}; its state and its evidence for everybody to read. */
final class Door implements AutoCloseable {

    private static final int LARGEST = 64 << 10;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Memory memory;
    private final Ledger ledger;

    Door(InetSocketAddress address, Memory memory, Ledger ledger) throws IOException {
        this.memory = memory;
        this.ledger = ledger;
        server = HttpServer.create(address, 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            String path = call.getRequestURI().getPath();
            String method = call.getRequestMethod();
            if (path.equals("/add-checkpoint")) {
                if (method.equals("POST")) {
                    add(call);
                } else {
                    say(call, 405, "text/plain", "add-checkpoint takes a POST\n");
                }
            } else if (method.equals("GET") && path.equals("/")) {
                say(call, 200, "application/json", state());
            } else if (method.equals("GET") && path.matches("/evidence/[a-z]+-[0-9a-f]{16}\\.json")) {
                Path file = memory.evidence().resolve(path.substring("/evidence/".length()));
                if (Files.exists(file)) {
                    say(call, 200, "application/json", Files.readString(file));
                } else {
                    say(call, 404, "text/plain", "there is no such evidence\n");
                }
            } else {
                say(call, 404, "text/plain", "POST /add-checkpoint, GET / and GET /evidence/NAME are all there is\n");
            }
        }
    }

    private void add(HttpExchange call) throws IOException {
        byte[] body;
        try (InputStream in = call.getRequestBody()) {
            body = in.readNBytes(LARGEST + 1);
        }
        Ledger.Answer answer;
        if (body.length > LARGEST) {
            answer = Ledger.Answer.of(400, "a call of more than 64 KiB");
        } else {
            answer = decide(body);
        }
        answer.evidence().ifPresent(name -> call.getResponseHeaders().set("Mingjian-Evidence", name));
        say(call, answer.status(), answer.status() == 409 ? "text/x.tlog.size" : "text/plain", answer.body());
    }

    private Ledger.Answer decide(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return ledger.add(text);
        } catch (CharacterCodingException malformed) {
            return Ledger.Answer.of(400, "not UTF-8");
        } catch (IOException diskFull) {
            return Ledger.Answer.of(503, "the memory could not be written; nothing was signed");
        }
    }

    /** Name, key, what is followed, what was found. */
    private String state() throws IOException {
        String logs = memory.logs().values().stream()
                .map(log -> "{\"origin\":" + Conflict.quote(log.key().name())
                        + ",\"newest\":"
                        + Conflict.quote(log.newest().orElse("")) + ",\"size\":" + log.size() + "}")
                .sorted()
                .collect(Collectors.joining(","));
        String evidence = evidence(memory).stream().map(Conflict::quote).collect(Collectors.joining(","));
        return "{\"evidence\":[" + evidence + "],\"key\":"
                + Conflict.quote(memory.self().line()) + ",\"logs\":[" + logs + "],\"name\":"
                + Conflict.quote(memory.self().name()) + "}\n";
    }

    static List<String> evidence(Memory memory) throws IOException {
        try (Stream<Path> files = Files.list(memory.evidence())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static void say(HttpExchange call, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", type.equals("text/x.tlog.size") ? type : type + ";charset=UTF-8");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
