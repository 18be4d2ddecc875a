package org.mingjian.pki.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.pki.PathProblem;
import org.mingjian.pki.TrustedCertificates.Authority;
import org.mingjian.pki.TrustedCertificates.Revocation;
import org.mingjian.pki.domain.OcspExchange;
import org.mingjian.pki.domain.RevocationAnswer;
import org.mingjian.pki.domain.RevocationList;
import org.mingjian.pki.domain.X509;
import org.mingjian.pki.store.TrustStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Finds out whether a certificate is revoked: by the authority's responder, by its list. Only addresses that
 * stand in the
 * trust list are ever asked, never those written in a certificate, which a stranger may have made. What is not
 * known for
 * certain is not good. A service that does not answer is not asked again for half a minute.
 */
@Component
class FindingRevocations {

    private static final int LONGEST = 16 << 20;
    private static final Duration LONGEST_ANSWER = Duration.ofHours(1);
    private static final Duration REST = Duration.ofSeconds(30);

    private final TrustStore store;
    private final Duration patience;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, RevocationAnswer> answers = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(LONGEST_ANSWER)
            .build();
    private final Cache<String, Boolean> silent =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(REST).build();
    private final Cache<String, RevocationList> lists = Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    /** When an address last answered, and when it last did not; of this node, since its start. */
    private final Map<String, Instant> answeredAt = new ConcurrentHashMap<>();

    private final Map<String, Instant> silentAt = new ConcurrentHashMap<>();

    FindingRevocations(TrustStore store, @Value("${mingjian.pki.patience:2s}") Duration patience) {
        this.store = store;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    Optional<Instant> answered(Authority authority) {
        return latest(answeredAt, authority);
    }

    Optional<Instant> silent(Authority authority) {
        return latest(silentAt, authority);
    }

    private static Optional<Instant> latest(Map<String, Instant> times, Authority authority) {
        return Stream.of(Optional.ofNullable(authority.crlUrl()), Optional.ofNullable(authority.ocspUrl()))
                .flatMap(Optional::stream)
                .map(times::get)
                .filter(Objects::nonNull)
                .max(Instant::compareTo);
    }

    /** The list as it is kept, whether or not it is still good. */
    Optional<RevocationList> kept(Authority authority) {
        return known(authority);
    }

    /** Asks every service of an authority, also one that rests because it was silent. */
    void askNow(Authority authority, X509 own, Instant at) {
        silent.invalidateAll();
        String address = authority.crlUrl();
        if (address != null) {
            fetchList(address, authority, own, at);
        }
        String responder = authority.ocspUrl();
        if (responder != null) {
            answers.invalidate(own.fingerprint() + own.serial());
            ask(responder, own, own, at);
        }
    }

    void forget() {
        answers.invalidateAll();
        silent.invalidateAll();
        lists.invalidateAll();
    }

    RevocationAnswer of(X509 certificate, X509 issuer, Authority authority, Instant at) {
        if (authority.revocation() == Revocation.NONE) {
            return new RevocationAnswer.Good(certificate.notAfter());
        }
        String responder = authority.ocspUrl();
        if (authority.revocation() == Revocation.OCSP && responder != null) {
            RevocationAnswer answer = ask(responder, certificate, issuer, at);
            if (!(answer instanceof RevocationAnswer.Unknown)) {
                return answer;
            }
            RevocationAnswer listed = byList(certificate, issuer, authority, at);
            return listed instanceof RevocationAnswer.Unknown ? answer : listed;
        }
        return byList(certificate, issuer, authority, at);
    }

    private RevocationAnswer ask(String responder, X509 certificate, X509 issuer, Instant at) {
        String key = issuer.fingerprint() + certificate.serial();
        RevocationAnswer known = answers.getIfPresent(key);
        if (known instanceof RevocationAnswer.Good good && at.isBefore(good.until())) {
            return known;
        }
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        OcspExchange exchange = new OcspExchange(certificate, issuer, nonce);
        RevocationAnswer answer = new RevocationAnswer.Unknown(PathProblem.OCSP_UNAVAILABLE);
        try {
            Optional<byte[]> said = fetch(responder, exchange.question(), at);
            if (said.isPresent()) {
                answer = exchange.read(said.get(), at);
            }
        } catch (CryptoFailure unaskable) {
            return answer;
        }
        answers.put(key, answer);
        return answer;
    }

    private RevocationAnswer byList(X509 certificate, X509 issuer, Authority authority, Instant at) {
        Optional<RevocationList> list = known(authority);
        boolean current = list.filter(found -> !at.isAfter(found.to())).isPresent();
        String address = authority.crlUrl();
        if (!current && address != null) {
            list = fetchList(address, authority, issuer, at).or(() -> known(authority));
        }
        return list.map(found -> found.of(certificate, issuer, at))
                .orElseGet(() -> new RevocationAnswer.Unknown(PathProblem.CRL_MISSING));
    }

    private Optional<RevocationList> known(Authority authority) {
        RevocationList kept = lists.getIfPresent(authority.id());
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<RevocationList> stored = store.list(authority.id()).flatMap(FindingRevocations::parse);
        stored.ifPresent(list -> lists.put(authority.id(), list));
        return stored;
    }

    private Optional<RevocationList> fetchList(String address, Authority authority, X509 issuer, Instant at) {
        Optional<byte[]> der = fetch(address, null, at);
        Optional<RevocationList> list = der.flatMap(FindingRevocations::parse).filter(found -> found.isOf(issuer));
        if (list.isPresent()) {
            store.keep(
                    authority.id(),
                    der.orElseThrow(),
                    list.get().from(),
                    list.get().to());
            lists.invalidate(authority.id());
        }
        return list;
    }

    private static Optional<RevocationList> parse(byte[] der) {
        try {
            return Optional.of(RevocationList.parse(der));
        } catch (CryptoFailure malformed) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> fetch(String address, byte @Nullable [] question, Instant at) {
        if (silent.getIfPresent(address) != null) {
            return Optional.empty();
        }
        Optional<byte[]> said = send(address, question);
        if (said.isEmpty()) {
            silent.put(address, true);
        }
        (said.isEmpty() ? silentAt : answeredAt).put(address, at);
        return said;
    }

    private Optional<byte[]> send(String address, byte @Nullable [] question) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).timeout(patience);
        if (question != null) {
            request.header("Content-Type", "application/ocsp-request")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(question));
        }
        try {
            // The whole answer within the time: a body that trickles is a service that does not answer.
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            byte[] body = read(response.body());
            if (response.statusCode() == 200 && body.length <= LONGEST) {
                return Optional.of(body);
            }
        } catch (IOException slowOrUnreachable) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private byte[] read(InputStream body) throws IOException {
        Thread closing = Thread.ofVirtual().start(() -> closeLater(body));
        try (body) {
            return body.readNBytes(LONGEST + 1);
        } finally {
            closing.interrupt();
        }
    }

    private void closeLater(InputStream body) {
        try {
            Thread.sleep(patience);
            body.close();
        } catch (InterruptedException readInTime) {
            Thread.currentThread().interrupt();
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
