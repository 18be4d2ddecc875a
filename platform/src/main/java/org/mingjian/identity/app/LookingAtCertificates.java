package org.mingjian.identity.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.store.CertificateStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.pki.CertificateReading;
import org.mingjian.pki.PathProblem;
import org.mingjian.pki.PathVerdict;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.TrustedCertificates;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person is told of a certificate before and after it speaks for the account: every check in words, how long it
 * lasts, and what became of it (电子签名法 §13、§16; warnings of 90, 30 and 15 days).
 */
@Service
public class LookingAtCertificates {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final List<Integer> WARNINGS = List.of(15, 30, 90);

    /** Kinds of facts of an account that tell the life of its certificates. */
    private static final Map<String, String> STEPS =
            Map.of("certificate.issued", "签发", "certificate.bound", "绑定", "certificate.given-up", "解除绑定");

    /** One check with its answer. */
    public record Point(String what, boolean good, String words) {}

    /**
     * A certificate that is not bound yet.
     *
     * @param name common name of its holder
     * @param creditCode of its holder; empty when it names none
     * @param authority name of the trusted authority; null when it has no path to one
     * @param bindable when every check is good
     */
    public record Look(
            String name,
            String creditCode,
            String issuer,
            @Nullable String authority,
            String serial,
            String algorithm,
            Instant notBefore,
            Instant notAfter,
            List<Point> checks,
            boolean bindable) {}

    /**
     * A bound certificate of the caller or of a colleague.
     *
     * @param warning why it must be looked at; empty when nothing is to be done
     */
    public record Bound(
            String authority,
            String authorityName,
            String serial,
            String algorithm,
            String holder,
            boolean mine,
            Instant notBefore,
            Instant notAfter,
            boolean good,
            String warning) {}

    /** Something that happened to a certificate of the caller. */
    public record Step(String title, String serial, String authority, Instant at, String by) {}

    private final CertificateStore store;
    private final TrustedCertificates trusted;
    private final Facts facts;
    private final InstantSource clock;

    LookingAtCertificates(CertificateStore store, TrustedCertificates trusted, Facts facts, InstantSource clock) {
        this.store = store;
        this.trusted = trusted;
        this.facts = facts;
        this.clock = clock;
    }

    public Look look(byte[] der, List<byte[]> chain, Caller caller) {
        CertificateReading read = read(der);
        Instant now = clock.instant();
        Map<Purpose, PathVerdict> verdicts = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            verdicts.put(purpose, trusted.check(der, chain, purpose, now));
        }
        PathVerdict login = verdicts.getOrDefault(Purpose.LOGIN, new PathVerdict.Invalid(PathProblem.MALFORMED, ""));
        PathProblem problem = login instanceof PathVerdict.Invalid invalid ? invalid.problem() : null;
        String words = login instanceof PathVerdict.Invalid invalid ? invalid.words() : "";
        String authority = login instanceof PathVerdict.Valid valid ? nameOf(valid.authority()) : null;
        List<Point> points = new ArrayList<>();
        Part at = problem == null ? Part.NONE : Part.of(problem);
        points.add(new Point(
                "颁发机构与证书链",
                at != Part.CHAIN,
                at == Part.CHAIN ? words : authority == null ? "证书链成立" : "由受信任的" + authority + "签发"));
        points.add(dates(read, now));
        points.add(revocation(at, problem, words));
        points.add(purposes(at, words, verdicts));
        points.add(holder(read, caller));
        points.add(free(der, read.serial(), caller));
        return new Look(
                read.name(),
                read.creditCode(),
                read.issuer(),
                authority,
                read.serial(),
                read.algorithm(),
                read.notBefore(),
                read.notAfter(),
                List.copyOf(points),
                problem == null && points.stream().allMatch(Point::good));
    }

    /** Which of the shown checks a problem belongs to; they are made in this order, dates of a whole path with it. */
    private enum Part {
        CHAIN,
        REVOCATION,
        PURPOSE,
        NONE;

        static Part of(PathProblem problem) {
            return switch (problem) {
                case REVOKED, AUTHORITY_REVOKED, CRL_MISSING, CRL_EXPIRED, CRL_UNUSABLE, OCSP_UNAVAILABLE -> REVOCATION;
                case WRONG_PURPOSE, PURPOSE_NOT_TRUSTED -> PURPOSE;
                case MALFORMED,
                        SELF_SIGNED,
                        UNKNOWN_ISSUER,
                        NAME_CHAINING,
                        BAD_SIGNATURE,
                        WEAK_ALGORITHM,
                        NOT_YET_VALID,
                        EXPIRED,
                        NOT_AN_AUTHORITY,
                        PATH_TOO_LONG,
                        NAME_NOT_PERMITTED,
                        UNKNOWN_CRITICAL_EXTENSION -> CHAIN;
            };
        }
    }

    private static Point dates(CertificateReading read, Instant now) {
        boolean good = !now.isBefore(read.notBefore()) && read.notAfter().isAfter(now);
        String span = day(read.notBefore()) + " 至 " + day(read.notAfter());
        String left = warning(read.notAfter(), now);
        String words = now.isBefore(read.notBefore()) ? "尚未生效：" + span : left.isEmpty() ? span : span + "，" + left;
        return new Point("有效期", good, words);
    }

    private static Point revocation(Part at, @Nullable PathProblem problem, String words) {
        if (at == Part.CHAIN) {
            return new Point("吊销状态", false, "证书链不成立，无从查询");
        }
        if (at != Part.REVOCATION) {
            return new Point("吊销状态", true, "颁发机构答复：没有吊销");
        }
        boolean passing = problem != null && problem.isPassing();
        return new Point("吊销状态", false, passing ? words + "；请稍后再试" : words);
    }

    private static Point purposes(Part at, String words, Map<Purpose, PathVerdict> verdicts) {
        if (at == Part.CHAIN || at == Part.REVOCATION) {
            return new Point("用途", false, "以上核对通过后才判断");
        }
        String may = verdicts.entrySet().stream()
                .filter(one -> one.getValue().isValid())
                .map(one -> one.getKey().title())
                .collect(Collectors.joining("、"));
        return new Point("用途", at != Part.PURPOSE, at == Part.PURPOSE ? words + "：绑定的证书须能用于登录" : "可用于" + may);
    }

    private static Point holder(CertificateReading read, Caller caller) {
        boolean same = KeepingCertificates.isHolder(read, caller);
        Organisation own = caller.organisation();
        String named = read.name() + (read.creditCode().isEmpty() ? "" : "（" + read.creditCode() + "）");
        String wanted =
                own == null || own.creditCode() == null ? caller.name() : own.name() + "（" + own.creditCode() + "）";
        return new Point("证书主体", same, same ? "与本账户一致：" + named : "证书写的是" + named + "，本账户是" + wanted);
    }

    private Point free(byte[] der, String serial, Caller caller) {
        Optional<CertificateStore.Row> known = store.find(serial).stream()
                .filter(row -> java.util.Arrays.equals(row.der(), der))
                .findFirst();
        String words = known.map(row -> row.revoked()
                        ? "这张证书的绑定已经解除，不能再次绑定"
                        : row.account().equals(caller.account()) ? "已绑定本账户" : "已绑定另一账户")
                .orElse("没有绑定过任何账户");
        return new Point("绑定情况", known.isEmpty(), words);
    }

    /** Certificates that speak for the caller and for his organisation, the caller's first. */
    @Transactional(readOnly = true)
    public List<Bound> standing(Caller caller) {
        Organisation own = caller.organisation();
        Instant now = clock.instant();
        return store.standing(caller.account(), own == null ? null : own.id()).stream()
                .map(one -> bound(one.row(), one.holder(), caller, now))
                .toList();
    }

    private Bound bound(CertificateStore.Row row, String holder, Caller caller, Instant now) {
        PathVerdict verdict = trusted.check(row.der(), row.chain(), Purpose.LOGIN, now);
        String warning =
                verdict instanceof PathVerdict.Invalid invalid ? invalid.words() : warning(row.notAfter(), now);
        return new Bound(
                row.authority(),
                nameOf(row.authority()),
                row.serial(),
                row.algorithm(),
                holder,
                row.account().equals(caller.account()),
                row.notBefore(),
                row.notAfter(),
                verdict.isValid(),
                warning);
    }

    /** What became of the caller's certificates, newest first; nothing of it is ever taken away. */
    public List<Step> history(Caller caller) {
        return facts.ofStream("account:" + caller.account()).stream()
                .filter(fact -> STEPS.containsKey(fact.kind()))
                .map(this::step)
                .toList()
                .reversed();
    }

    private Step step(Fact fact) {
        String authority = fact.text("authority");
        return new Step(
                STEPS.getOrDefault(fact.kind(), fact.kind()),
                fact.text("serial"),
                nameOf(authority.isEmpty() ? "dev" : authority),
                fact.at(),
                fact.actor().name());
    }

    private CertificateReading read(byte[] der) {
        try {
            return trusted.read(der);
        } catch (CryptoFailure e) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "这不是数字证书，或其密钥不是 SM2、RSA", e);
        }
    }

    private String nameOf(String authority) {
        return trusted.authority(authority)
                .map(TrustedCertificates.Authority::name)
                .orElse(authority);
    }

    private static String warning(Instant notAfter, Instant now) {
        if (!notAfter.isAfter(now)) {
            return "已过期，请换发";
        }
        long days = Duration.between(now, notAfter).toDays();
        return WARNINGS.stream()
                .filter(limit -> days < limit)
                .findFirst()
                .map(limit -> "还有 " + days + " 天到期，不足 " + limit + " 天，请换发")
                .orElse("");
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, CHINA);
    }
}
