package org.mingjian.document;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.mingjian.identity.app.SampleAccounts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the other end of HTTP, with a session. */
public final class Party {

    /** What the platform answered. */
    public record Answer(int status, JsonNode body, HttpResponse<byte[]> http) {

        public String code() {
            return body.path("code").asString("");
        }
    }

    private static final Map<Integer, Integer> HEARD = new ConcurrentHashMap<>();

    private final String root;
    private final HttpClient client;
    private final CookieManager cookies;

    private Party(String root, CookieManager cookies) {
        this.root = root;
        this.cookies = cookies;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(cookies)
                .build();
    }

    /** Nobody in particular. */
    public static Party stranger(int port) {
        return new Party("http://127.0.0.1:" + port, new CookieManager());
    }

    /** A sample account, signed in. */
    public static Party of(int port, String login) {
        return stranger(port).signedIn(login, SampleAccounts.PASSWORD);
    }

    public Party signedIn(String login, String password) {
        Answer answer = post("/api/login", Map.of("login", login, "password", password));
        if (answer.status() != 200) {
            throw new AssertionError(login + " cannot sign in: " + answer.body());
        }
        return this;
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    public Answer post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                .build());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).header("X-Requested-With", "test");
    }

    public HttpRequest.Builder tus(String path) {
        return request(path).header("Tus-Resumable", "1.0.0");
    }

    public Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> http = client.send(request, BodyHandlers.ofByteArray());
            String type = http.headers().firstValue("Content-Type").orElse("");
            boolean json = type.contains("json") && http.body().length > 0;
            JsonMapper mapper = JsonMapper.shared();
            HEARD.merge(http.statusCode(), 1, Integer::sum);
            return new Answer(http.statusCode(), json ? mapper.readTree(http.body()) : mapper.createObjectNode(), http);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** How often each status was answered to all parties of this test process. */
    public static Map<Integer, Integer> heard() {
        return Map.copyOf(HEARD);
    }

    public HttpClient client() {
        return client;
    }

    /** The session as a header, for requests by hand. */
    public String cookie() {
        HttpCookie session = cookies.getCookieStore().getCookies().getFirst();
        return session.getName() + "=" + session.getValue();
    }

    public Answer announce(String name, long length) {
        return send(tus("/api/uploads")
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", metadata(name))
                .POST(BodyPublishers.noBody())
                .build());
    }

    public static String metadata(String name) {
        return "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    public Answer append(String upload, long offset, byte[] bytes) {
        return send(tus(upload)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(bytes))
                .build());
    }

    public Answer head(String upload) {
        return send(tus(upload).method("HEAD", BodyPublishers.noBody()).build());
    }

    /** The whole way of a file: its document. */
    public UUID upload(String name, byte[] bytes) {
        Answer answer = send(tus("/api/uploads")
                .header("Upload-Length", Integer.toString(bytes.length))
                .header("Upload-Metadata", metadata(name))
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes))
                .build());
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return UUID.fromString(header(answer, "X-Document-Id"));
    }

    public static String header(Answer answer, String name) {
        return answer.http().headers().firstValue(name).orElse("");
    }
}
