package org.mingjian.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser and without script. */
final class Visitor {

    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    Visitor(int port) {
        base = "http://127.0.0.1:" + port;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (headers.length == 0) {
            request.header("Accept", "text/html,application/xhtml+xml");
        } else {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String page(String path) {
        return get(path).body();
    }

    String json(String path) {
        return get(path, "Accept", "application/json").body();
    }

    /** Asks again until the page is as wished; how long that took. */
    Duration until(String path, Predicate<String> wished) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < Duration.ofSeconds(60).toNanos()) {
            if (wished.test(page(path))) {
                return Duration.ofNanos(System.nanoTime() - start);
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("never as wished: " + path + "\n" + page(path));
    }

    static Set<String> links(String html) {
        Set<String> links = new LinkedHashSet<>();
        Matcher matcher = LINK.matcher(html);
        while (matcher.find()) {
            links.add(matcher.group(1).replace("&amp;", "&"));
        }
        return links;
    }
}
