package org.mingjian.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.mingjian.kernel.crypto.Sm2;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One person at a desk, for tests that go through HTTP: signs in, reads and writes JSON, signs with an SM2 key. */
public final class Desk {

    /** What the platform answered. */
    public record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {

        public String code() {
            return body.path("code").asString("");
        }
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    private static final String PASSWORD = "mingjian2026";

    private final String base;
    private final String cookie;
    private final Sm2.KeyPair keys = Sm2.generate(new SecureRandom());

    private Desk(String base, String cookie) {
        this.base = base;
        this.cookie = cookie;
    }

    /** Somebody who has not signed in. */
    public static Desk stranger(int port) {
        return new Desk("http://localhost:" + port, "");
    }

    /** A sample account. */
    public static Desk of(int port, String login) {
        return of(port, login, PASSWORD);
    }

    public static Desk of(int port, String login, String password) {
        Desk stranger = stranger(port);
        Answer answer = stranger.post("/api/login", java.util.Map.of("login", login, "password", password));
        if (answer.status() != 200) {
            throw new IllegalStateException(login + " cannot sign in: " + answer.body());
        }
        String cookie = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
        return new Desk(stranger.base, cookie.substring(0, cookie.indexOf(';')));
    }

    /** Gets a certificate of the development authority for this desk's key. */
    public Desk withCertificate() {
        Answer answer = post(
                "/api/certificates",
                java.util.Map.of("publicKey", Base64.getEncoder().encodeToString(keys.publicKey())));
        if (answer.status() != 200) {
            throw new IllegalStateException("no certificate: " + answer.body());
        }
        return this;
    }

    public Sm2.KeyPair keys() {
        return keys;
    }

    /** Base64 of this desk's SM2 signature over the UTF-8 bytes. */
    public String sign(String message) {
        return Base64.getEncoder()
                .encodeToString(Sm2.sign(keys.privateKey(), message.getBytes(StandardCharsets.UTF_8)));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    public Answer put(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** A request with this desk's cookie, for anything the short forms do not do. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).header("X-Requested-With", "test");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            byte[] bytes = response.body();
            return new Answer(
                    response.statusCode(),
                    json && bytes.length > 0 ? JSON.readTree(bytes) : JSON.createObjectNode(),
                    response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
