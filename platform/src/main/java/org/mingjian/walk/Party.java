package org.mingjian.walk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.mingjian.kernel.crypto.Sm2;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of the parties of a trade, at their own machine: own key, own session, nothing else. */
final class Party {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TRIES = 4;

    private final HttpClient http;
    private final String base;
    private final Sm2.KeyPair keys;
    private String cookie = "";
    private String serial = "";

    Party(HttpClient http, String base) {
        this(http, base, Sm2.generate(new SecureRandom()));
    }

    private Party(HttpClient http, String base, Sm2.KeyPair keys) {
        this.http = http;
        this.base = base;
        this.keys = keys;
    }

    /** The same machine with another key, not signed in. */
    Party withKeys(Sm2.KeyPair others) {
        return new Party(http, base, others);
    }

    Sm2.KeyPair keys() {
        return keys;
    }

    String serial() {
        return serial;
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(keys.publicKey());
    }

    String sign(String message) {
        return Base64.getEncoder()
                .encodeToString(Sm2.sign(keys.privateKey(), message.getBytes(StandardCharsets.UTF_8)));
    }

    /** Signs in with a password and gets a certificate for this machine's key. */
    Party signIn(String login, String password) {
        HttpResponse<byte[]> answer = exchange(json("/api/login", Map.of("login", login, "password", password)));
        keepCookie(answer);
        serial = post("/api/certificates", Map.of("publicKey", publicKey()))
                .path("serial")
                .asString();
        return this;
    }

    /** Signs in with this machine's key and its certificate. */
    Party signInByCertificate(String certificate) {
        serial = certificate;
        String challenge =
                post("/api/login/challenge", Map.of()).path("challenge").asString();
        keepCookie(exchange(json(
                "/api/login/certificate",
                Map.of(
                        "serial", certificate,
                        "challenge", challenge,
                        "signature", sign("mingjian-login:" + challenge)))));
        return this;
    }

    private void keepCookie(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new WalkFailed("sign-in refused: " + text(answer));
        }
        String header = answer.headers().firstValue("Set-Cookie").orElseThrow();
        cookie = header.substring(0, header.indexOf(';'));
    }

    JsonNode get(String path) {
        return tree(exchange(request(path).GET()), "GET " + path);
    }

    /** A write; repeated with the same idempotency key when the connection breaks. */
    JsonNode post(String path, Object body) {
        return tree(exchange(json(path, body)), "POST " + path);
    }

    JsonNode put(String path, Object body) {
        return tree(
                exchange(request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))),
                "PUT " + path);
    }

    private HttpRequest.Builder json(String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base).resolve(path))
                .timeout(PATIENCE)
                .header("X-Requested-With", "walk");
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    /** An open stream of events; refused: no stream. */
    HttpResponse<InputStream> stream(String path) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base).resolve(path))
                .header("Accept", "text/event-stream")
                .header("Cookie", cookie);
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " → " + answer.statusCode());
        }
        return answer;
    }

    HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
                if (answer.statusCode() != 503) {
                    return answer;
                }
                last = new IOException(text(answer));
                Thread.sleep(200L << attempt);
            } catch (IOException e) {
                last = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WalkFailed("interrupted");
            }
        }
        throw new WalkFailed("no answer from " + base + ": " + last.getMessage());
    }

    private static JsonNode tree(HttpResponse<byte[]> answer, String act) {
        if (answer.statusCode() / 100 != 2) {
            throw new WalkFailed(act + " → " + answer.statusCode() + " " + text(answer));
        }
        return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
