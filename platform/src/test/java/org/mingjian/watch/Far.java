package org.mingjian.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at an address of his own: 127.0.x.y is this machine too, and no other test counts there. */
final class Far {

    record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {
        String code() {
            return body.path("code").asString("");
        }
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final String base;
    private String cookie = "";

    Far(int port, String address) throws IOException {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(address))
                .build();
        this.base = "http://127.0.0.1:" + port;
    }

    Answer signIn(String login, String password) {
        Answer answer = post("/api/login", Map.of("login", login, "password", password));
        answer.raw().headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return answer;
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    Answer post(String path, Object body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .header("X-Requested-With", "test")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private Answer send(HttpRequest.Builder request) {
        HttpRequest.Builder whole = cookie.isEmpty() ? request : request.header("Cookie", cookie);
        try {
            HttpResponse<byte[]> answer = http.send(whole.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean json = answer.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Answer(
                    answer.statusCode(), json ? JSON.readTree(answer.body()) : JSON.createObjectNode(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
