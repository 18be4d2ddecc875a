package org.mingjian.pki.app;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.pki.BroughtLists;
import org.mingjian.pki.PkiError;
import org.mingjian.pki.TrustedCertificates.Authority;
import org.mingjian.pki.domain.RevocationList;
import org.mingjian.pki.domain.X509;
import org.mingjian.pki.store.TrustStore;
import org.springframework.stereotype.Service;

/** Looks at a list before it counts: made by the authority, whole, of now, and no older than what is kept. */
@Service
class TakingLists implements BroughtLists {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final TrustStore store;
    private final CheckingCertificates certificates;
    private final InstantSource clock;

    TakingLists(TrustStore store, CheckingCertificates certificates, InstantSource clock) {
        this.store = store;
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public Look look(String id, byte[] der) {
        Authority authority =
                store.authority(id).orElseThrow(() -> new PlatformException(PkiError.AUTHORITY_NOT_FOUND, id));
        RevocationList list = parse(der)
                .orElseGet(() -> Outcome.<RevocationList>refused("CRL_UNUSABLE", "电子签名法 §16", "这不是吊销列表（须为 DER）")
                        .orRefuse());
        Instant now = clock.instant();
        List<Check> checks = new ArrayList<>();
        boolean own = issuer(authority).filter(list::isOf).isPresent();
        checks.add(new Check("签发与签名", own, own ? "由该机构签发，签名有效，是完整列表" : "不是该机构签发、签名不符，或是增量、分片列表"));
        boolean begun = !list.from().isAfter(now);
        checks.add(new Check("签发时间", begun, MINUTE.format(list.from()) + (begun ? "" : "，晚于现在")));
        boolean current = list.to().isAfter(now);
        checks.add(new Check("下次签发", current, MINUTE.format(list.to()) + (current ? "" : "，已过期")));
        checks.add(newer(list, store.list(id).flatMap(TakingLists::parse)));
        return new Look(
                id,
                Sm3.hex(Sm3.digest(der)),
                list.issuer(),
                list.number().map(BigInteger::toString).orElse(null),
                list.from(),
                list.to(),
                list.count(),
                checks);
    }

    /** An older list would bring back what was revoked since. */
    private static Check newer(RevocationList list, Optional<RevocationList> kept) {
        if (kept.isEmpty()) {
            return new Check("与现存列表相比", true, "平台还没有该机构的列表");
        }
        RevocationList before = kept.get();
        boolean later = !list.from().isBefore(before.from());
        boolean counted = list.number().isEmpty()
                || before.number().isEmpty()
                || list.number().get().compareTo(before.number().get()) >= 0;
        String words = "现存列表 " + MINUTE.format(before.from()) + " 签发，编号 "
                + before.number().map(BigInteger::toString).orElse("无") + "，吊销 " + before.count() + " 张";
        return new Check("与现存列表相比", later && counted, words + (later && counted ? "" : "；带来的列表更旧"));
    }

    private static Optional<X509> issuer(Authority authority) {
        try {
            return Optional.of(X509.parse(authority.certificate()));
        } catch (CryptoFailure unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<RevocationList> parse(byte[] der) {
        try {
            return Optional.of(RevocationList.parse(der));
        } catch (CryptoFailure malformed) {
            return Optional.empty();
        }
    }

    @Override
    public void offer(String authority, byte[] der) {
        store.offer(authority, Sm3.hex(Sm3.digest(der)), der, clock.instant());
    }

    @Override
    public Look offered(String authority, String sm3) {
        return look(authority, bytes(authority, sm3));
    }

    private byte[] bytes(String authority, String sm3) {
        return store.offered(authority, sm3)
                .orElseThrow(() -> new PlatformException(PkiError.AUTHORITY_NOT_FOUND, authority + "：带来的列表已不在"));
    }

    @Override
    public void take(String authority, String sm3) {
        byte[] der = bytes(authority, sm3);
        RevocationList list = parse(der).orElseThrow();
        store.keep(authority, der, list.from(), list.to());
        store.forgetOffered(authority);
        certificates.forget();
    }
}
