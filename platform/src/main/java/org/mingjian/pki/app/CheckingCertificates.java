package org.mingjian.pki.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.pki.CertificateReading;
import org.mingjian.pki.DevelopmentAuthority;
import org.mingjian.pki.PathProblem;
import org.mingjian.pki.PathVerdict;
import org.mingjian.pki.PkiError;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.TrustedCertificates;
import org.mingjian.pki.domain.Paths;
import org.mingjian.pki.domain.RevocationAnswer;
import org.mingjian.pki.domain.RevocationList;
import org.mingjian.pki.domain.Signatures;
import org.mingjian.pki.domain.X509;
import org.mingjian.pki.store.TrustStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Certificates against the trust list. A good verdict is kept for five minutes at most, so a login costs one
 * signature.
 */
@Service
class CheckingCertificates implements TrustedCertificates {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final long PARSED_BYTES = 8 * 1024 * 1024;

    /** A verdict and the times between which it holds. */
    private record Kept(PathVerdict.Valid verdict, Instant from) {

        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(from.plus(KEPT)) && at.isBefore(verdict.until());
        }
    }

    private record Trusted(List<Authority> list, Map<String, Authority> byFingerprint, List<Paths.Anchor> anchors) {}

    private final TrustStore store;
    private final FindingRevocations revocations;
    private final DevelopmentAuthority development;
    private final Facts facts;
    private final InstantSource clock;
    private final Cache<String, Kept> good =
            Caffeine.newBuilder().maximumSize(50_000).build();
    /** What the bytes say, which no time and no list changes. */
    private final Cache<ByteBuffer, X509> parsed = Caffeine.newBuilder()
            .maximumWeight(PARSED_BYTES)
            .<ByteBuffer, X509>weigher((der, one) -> der.capacity())
            .build();

    private final Cache<String, Trusted> known =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).build();

    CheckingCertificates(
            TrustStore store,
            FindingRevocations revocations,
            DevelopmentAuthority development,
            Facts facts,
            InstantSource clock) {
        this.store = store;
        this.revocations = revocations;
        this.development = development;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public CertificateReading read(byte[] der) throws CryptoFailure {
        X509 one = X509.parse(der);
        Signatures.Kind kind =
                Signatures.kindOf(one.key()).orElseThrow(() -> new CryptoFailure("a key of this kind is not accepted"));
        try {
            return new CertificateReading(
                    one.serial(),
                    one.part(BCStyle.CN),
                    one.creditCode(),
                    one.part(BCStyle.UID),
                    one.issuer().toString(),
                    kind.name(),
                    kind == Signatures.Kind.SM2
                            ? one.key().getPublicKeyData().getBytes()
                            : one.key().getEncoded(),
                    one.notBefore(),
                    one.notAfter());
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException("a parsed key encodes", impossible);
        }
    }

    @Override
    public PathVerdict check(byte[] der, List<byte[]> intermediates, Purpose purpose, Instant at) {
        X509 one;
        try {
            one = parsed(der);
        } catch (CryptoFailure malformed) {
            return new PathVerdict.Invalid(PathProblem.MALFORMED, "");
        }
        String key = one.fingerprint() + purpose;
        Kept kept = good.getIfPresent(key);
        if (kept != null && kept.holds(at)) {
            return kept.verdict();
        }
        Trusted trusted = trusted();
        Paths paths = new Paths(trusted.anchors(), between(trusted, intermediates), source(trusted));
        PathVerdict verdict = paths.check(one, purpose, at);
        if (verdict instanceof PathVerdict.Valid valid) {
            good.put(key, new Kept(valid, at));
        }
        return verdict;
    }

    private static List<X509> between(Trusted trusted, List<byte[]> sent) {
        List<X509> all = new ArrayList<>();
        trusted.list().stream()
                .filter(authority -> !authority.anchor())
                .forEach(authority -> parse(authority.certificate()).ifPresent(all::add));
        sent.stream().limit(8).forEach(der -> parse(der).ifPresent(all::add));
        return all;
    }

    /** Who issued decides where to ask; an issuer that is not in the list has no known list and no responder. */
    private RevocationAnswer.Source source(Trusted trusted) {
        return (certificate, issuer, at) -> {
            Authority authority = trusted.byFingerprint().get(issuer.fingerprint());
            return authority == null
                    ? new RevocationAnswer.Unknown(PathProblem.CRL_MISSING)
                    : revocations.of(certificate, issuer, authority, at);
        };
    }

    private Trusted trusted() {
        return known.get("", any -> {
            List<Authority> list =
                    authorities().stream().filter(Authority::enabled).toList();
            Map<String, Authority> byFingerprint = list.stream()
                    .filter(one -> parse(one.certificate()).isPresent())
                    .collect(Collectors.toMap(
                            one -> parse(one.certificate()).orElseThrow().fingerprint(),
                            Function.identity(),
                            (first, second) -> first));
            List<Paths.Anchor> anchors = new ArrayList<>();
            for (Authority one : list) {
                if (one.anchor()) {
                    parse(one.certificate())
                            .ifPresent(root -> anchors.add(new Paths.Anchor(one.id(), root, one.purposes())));
                }
            }
            return new Trusted(list, byFingerprint, anchors);
        });
    }

    private static Optional<X509> parse(byte[] der) {
        try {
            return Optional.of(X509.parse(der));
        } catch (CryptoFailure malformed) {
            return Optional.empty();
        }
    }

    @Override
    public boolean isSignature(byte[] der, byte[] message, byte[] signature) {
        try {
            return Signatures.verifyMessage(parsed(der).key(), message, signature);
        } catch (CryptoFailure malformed) {
            return false;
        }
    }

    private X509 parsed(byte[] der) throws CryptoFailure {
        X509 one = parsed.getIfPresent(ByteBuffer.wrap(der));
        if (one == null) {
            one = X509.parse(der);
            parsed.put(ByteBuffer.wrap(der.clone()), one);
        }
        return one;
    }

    @Override
    public byte[] wrap(byte[] der, byte[] key) throws CryptoFailure {
        return Signatures.wrap(X509.parse(der).key(), key);
    }

    @Override
    public List<Authority> authorities() {
        List<Authority> all = new ArrayList<>(store.authorities());
        development.authority().ifPresent(all::add);
        return List.copyOf(all);
    }

    @Override
    public Optional<Authority> authority(String id) {
        return authorities().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** What is recorded of a change to the trust list. */
    record Trust(String id, String name, String fingerprint, Object purposes, boolean enabled, String basis) {}

    @Override
    @Transactional
    public void trust(Authority authority, String basis) {
        requireTrustable(authority);
        X509 one = parse(authority.certificate()).orElseThrow();
        store.put(authority, clock.instant());
        facts.record(NewFact.secret(
                "trust:" + authority.id(),
                "pki.authority-trusted",
                Actor.SYSTEM,
                new Trust(
                        authority.id(),
                        authority.name(),
                        one.fingerprint(),
                        authority.purposes(),
                        authority.enabled(),
                        basis),
                Secrecy.PARTIES));
        forget();
    }

    @Override
    public void requireTrustable(Authority authority) {
        if (parse(authority.certificate()).filter(Paths::isUsableAuthority).isEmpty()) {
            throw new PlatformException(PkiError.AUTHORITY_UNUSABLE, authority.name());
        }
        // A list may be brought by hand; a responder must have an address.
        boolean askable = authority.revocation() == Revocation.CRL
                || authority.revocation() == Revocation.OCSP && authority.ocspUrl() != null;
        if (authority.id().equals(DevelopmentAuthority.ID) || !askable) {
            throw new PlatformException(PkiError.AUTHORITY_UNUSABLE, "须能查询吊销状态（CRL 或 OCSP）");
        }
        requireUnlisted(authority);
    }

    /** The same certificate under a second name would put its revocation source in the place of the first one's. */
    private void requireUnlisted(Authority authority) {
        Optional<String> fingerprint = parse(authority.certificate()).map(X509::fingerprint);
        for (Authority other : authorities()) {
            boolean same = parse(other.certificate()).map(X509::fingerprint).equals(fingerprint);
            if (same && other.enabled() && !other.id().equals(authority.id())) {
                throw new PlatformException(PkiError.AUTHORITY_UNUSABLE, "这张证书已登记为 " + other.name());
            }
        }
    }

    @Override
    public List<Standing> standings() {
        return authorities().stream().map(this::standing).toList();
    }

    private Standing standing(Authority authority) {
        X509 one = parse(authority.certificate()).orElseThrow();
        Optional<RevocationList> list = revocations.kept(authority);
        return new Standing(
                authority.id(),
                one.subject().toString(),
                one.fingerprint(),
                one.notBefore(),
                one.notAfter(),
                list.map(RevocationList::from).orElse(null),
                list.map(RevocationList::to).orElse(null),
                revocations.answered(authority).orElse(null),
                revocations.silent(authority).orElse(null));
    }

    @Override
    public Standing ask(String id) {
        Authority authority = authority(id).orElseThrow(() -> new PlatformException(PkiError.AUTHORITY_NOT_FOUND, id));
        revocations.askNow(authority, parse(authority.certificate()).orElseThrow(), clock.instant());
        return standing(authority);
    }

    void forget() {
        known.invalidateAll();
        good.invalidateAll();
        revocations.forget();
    }
}
