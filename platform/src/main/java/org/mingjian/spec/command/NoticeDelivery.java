package org.mingjian.spec.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.BadInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands notices to a running platform, as a person who may bring them in. */
final class NoticeDelivery {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 100;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;
    private String cookie = "";

    NoticeDelivery(String base) {
        try {
            this.base = URI.create(base);
        } catch (IllegalArgumentException wrong) {
            throw new BadCall("--into: no address: " + base);
        }
    }

    void signIn(String login, String password) {
        HttpResponse<String> answer = post("/api/login", Map.of("login", login, "password", password));
        if (answer.statusCode() != 200) {
            throw new BadInput("the platform did not let " + login + " in: " + answer.body());
        }
        String header = answer.headers().firstValue("Set-Cookie").orElse("");
        cookie = header.substring(0, Math.max(header.indexOf(';'), 0));
    }

    /** @return the answer of the platform, all parts added up */
    JsonNode deliver(List<JsonNode> notices) {
        var whole = JSON.createObjectNode();
        var items = whole.putArray("items");
        for (int from = 0; from < notices.size(); from += AT_ONCE) {
            List<JsonNode> part = notices.subList(from, Math.min(notices.size(), from + AT_ONCE));
            HttpResponse<String> answer = post("/api/exchange/notices", Map.of("notices", part));
            if (answer.statusCode() != 200) {
                throw new BadInput("the platform refused the notices from " + (from + 1) + " on: " + answer.body());
            }
            JsonNode taken = JSON.readTree(answer.body());
            for (String count : List.of("lines", "same", "ready", "held")) {
                whole.put(count, whole.path(count).asInt(0) + taken.path(count).asInt(0));
            }
            taken.path("items").forEach(items::add);
        }
        return whole;
    }

    private HttpResponse<String> post(String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("X-Requested-With", "notices")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException unreachable) {
            throw new BadInput("the platform at " + base + " does not answer: " + unreachable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BadInput("stopped");
        }
    }
}
