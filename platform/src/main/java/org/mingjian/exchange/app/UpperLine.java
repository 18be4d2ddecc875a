package org.mingjian.exchange.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Envelope;
import org.mingjian.exchange.store.PeerStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The line to the upper node: one message out, its answer back. Over TLS 1.3 with a certificate of our own when the SSL
 * bundle {@code exchange} is configured. Whatever is not the right answer is a failure of the line and is tried again.
 */
@Component
class UpperLine {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Logger LOG = LoggerFactory.getLogger(UpperLine.class);
    /** For the log; when a person is warned says rule MJ-Q5. */
    private static final Duration LONGEST_OFF = Duration.ofMinutes(1);

    private final Node node;
    private final PeerStore peers;
    private final InstantSource clock;
    private final Duration patience;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();
    private volatile Duration clockOff = Duration.ZERO;

    /** The upper node could not be reached, or did not answer what was asked. */
    static final class Away extends Exception {

        private static final long serialVersionUID = 1L;

        Away(String what) {
            super(what);
        }

        Away(String what, Throwable cause) {
            super(what, cause);
        }
    }

    UpperLine(
            Node node,
            PeerStore peers,
            InstantSource clock,
            ObjectProvider<SslBundles> bundles,
            @Value("${mingjian.exchange.patience:30s}") Duration patience) {
        this.node = node;
        this.peers = peers;
        this.clock = clock;
        this.patience = patience;
        this.http = client(bundles.getIfAvailable());
    }

    private static HttpClient client(@Nullable SslBundles bundles) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10));
        try {
            if (bundles != null) {
                builder.sslContext(bundles.getBundle("exchange").createSslContext());
            }
        } catch (NoSuchSslBundleException plain) {
            return builder.build();
        }
        return builder.build();
    }

    Optional<PeerStore.Peer> upper() {
        return peers.upper();
    }

    /** How far the upper node's clock was ahead of ours when it answered last: 及时率 is counted by both. */
    Duration clockOff() {
        return clockOff;
    }

    private void told(Duration off) {
        if (off.abs().compareTo(LONGEST_OFF) > 0 && clockOff.abs().compareTo(LONGEST_OFF) <= 0) {
            LOG.warn("the upper node's clock is {} s ahead of ours: set the clocks", off.toSeconds());
        }
        clockOff = off;
    }

    /** Asks the upper node. */
    <T> T ask(PeerStore.Peer upper, String type, Object content, Class<T> answer) throws Away, InterruptedException {
        boolean good = false;
        try {
            byte[] key = Base64.getDecoder().decode(upper.publicKey());
            Envelope.Head head = new Envelope.Head(
                    UUID.randomUUID().toString(), node.code(), upper.code(), clock.instant(), type, "");
            byte[] message = Envelope.seal(head, JSON.writeValueAsBytes(content), node.keys(), key, random);
            Envelope.Opened opened = Envelope.open(post(upper, message), node.keys(), key);
            boolean mine = opened.head().reply().equals(head.id())
                    && opened.head().to().equals(node.code())
                    && opened.head().type().equals(type);
            if (!mine) {
                throw new Away("上级平台答非所问");
            }
            told(Duration.between(clock.instant(), opened.head().at()));
            T found = JSON.readValue(opened.text(), answer);
            good = true;
            return found;
        } catch (Envelope.Broken | JacksonException garbage) {
            throw new Away("上级平台的回答读不出来：" + garbage.getMessage(), garbage);
        } finally {
            peers.reached(upper.code(), clock.instant().truncatedTo(ChronoUnit.MINUTES), good);
        }
    }

    /** What an officer can act on; the log has the rest. */
    private static String words(IOException unreachable) {
        LOG.debug("the upper node is away", unreachable);
        return switch (unreachable) {
            case HttpTimeoutException late -> "在时限内没有应答";
            case ConnectException refused
            when refused.getCause() instanceof UnresolvedAddressException -> "它的地址解析不到，请核对登记的地址和域名";
            case ConnectException refused -> "连不上，它没有在运行，或网络、防火墙不通";
            case SSLException broken -> "TLS握手不成功，请核对两边的证书：" + broken.getMessage();
            default -> "连接中断";
        };
    }

    /** Its problem in words, or the beginning of what it said. */
    private static String told(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 2000), StandardCharsets.UTF_8);
        try {
            JsonNode problem = JSON.readTree(text);
            String title = problem.path("title").asString("");
            String detail = problem.path("detail").asString("");
            if (!title.isEmpty()) {
                return detail.isEmpty() || detail.equals(title) ? title : title + "，" + detail;
            }
        } catch (JacksonException page) {
            LOG.debug("the upper node answered with no problem of ours", page);
        }
        return text.substring(0, Math.min(text.length(), 300));
    }

    private byte[] post(PeerStore.Peer upper, byte[] message) throws Away, InterruptedException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create(upper.url() + "/exchange/messages"))
                    .timeout(patience)
                    .header("Content-Type", "application/octet-stream")
                    .header("X-Requested-With", "exchange")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                    .build();
        } catch (IllegalArgumentException noAddress) {
            throw new Away("上级平台的地址不对：" + upper.url(), noAddress);
        }
        try {
            HttpResponse<java.io.InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (java.io.InputStream body = response.body()) {
                byte[] bytes = body.readNBytes(Envelope.LONGEST + 1);
                if (response.statusCode() != 200) {
                    throw new Away("上级平台回答" + response.statusCode() + "：" + told(bytes));
                }
                return bytes;
            }
        } catch (IOException unreachable) {
            throw new Away("联系不上上级平台：" + words(unreachable), unreachable);
        }
    }
}
