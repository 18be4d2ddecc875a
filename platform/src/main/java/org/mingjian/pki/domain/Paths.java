package org.mingjian.pki.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.mingjian.pki.PathProblem;
import org.mingjian.pki.PathVerdict;
import org.mingjian.pki.Purpose;

/**
 * Builds the paths from a certificate to the trusted authorities and checks them (RFC 5280 §6, without policies: any
 * policy is acceptable). A certificate is good when one of its paths is.
 */
public final class Paths {

    private static final int DEEPEST = 8;
    private static final int MOST_PATHS = 32;

    private static final KeyPurposeId DOCUMENT_SIGNING =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36"));
    private static final Map<Purpose, Set<KeyPurposeId>> EXTENDED = Map.of(
            Purpose.LOGIN,
            Set.of(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_smartcardlogon, KeyPurposeId.anyExtendedKeyUsage),
            Purpose.SIGN,
            Set.of(KeyPurposeId.id_kp_emailProtection, DOCUMENT_SIGNING, KeyPurposeId.anyExtendedKeyUsage),
            Purpose.SEAL,
            Set.of(KeyPurposeId.id_kp_emailProtection, KeyPurposeId.anyExtendedKeyUsage));
    private static final Map<Purpose, Integer> USAGE = Map.of(
            Purpose.LOGIN, KeyUsage.digitalSignature,
            Purpose.SIGN, KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
            Purpose.SEAL, KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement);

    /** An authority at which a path may end. */
    public record Anchor(String id, X509 certificate, Set<Purpose> purposes) {}

    private final List<Anchor> anchors;
    private final List<X509> intermediates;
    private final RevocationAnswer.Source revocation;

    public Paths(List<Anchor> anchors, List<X509> intermediates, RevocationAnswer.Source revocation) {
        this.anchors = List.copyOf(anchors);
        this.intermediates = List.copyOf(intermediates);
        this.revocation = revocation;
    }

    /** Whether a certificate may stand in the trust list at all. */
    public static boolean isUsableAuthority(X509 one) {
        return one.isAuthority() && one.hasAcceptedAlgorithms() && !one.hasUnknownCritical();
    }

    public PathVerdict check(X509 certificate, Purpose purpose, Instant at) {
        List<Path> paths = new ArrayList<>();
        build(List.of(certificate), paths);
        if (paths.isEmpty()) {
            PathProblem problem = certificate.isSelfSigned() ? PathProblem.SELF_SIGNED : PathProblem.UNKNOWN_ISSUER;
            return new PathVerdict.Invalid(problem, certificate.toString());
        }
        PathVerdict verdict = check(paths.getFirst(), purpose, at);
        for (Path path : paths.subList(1, paths.size())) {
            if (verdict.isValid()) {
                break;
            }
            verdict = check(path, purpose, at);
        }
        return verdict;
    }

    /** @param below the certificate first, then upwards, without the anchor */
    private record Path(List<X509> below, Anchor anchor) {}

    private void build(List<X509> below, List<Path> found) {
        X509 top = below.getLast();
        for (Anchor anchor : anchors) {
            boolean itself = anchor.certificate().fingerprint().equals(top.fingerprint());
            if (!itself && top.mayBeIssuedBy(anchor.certificate()) && found.size() < MOST_PATHS) {
                found.add(new Path(below, anchor));
            }
        }
        if (below.size() >= DEEPEST) {
            return;
        }
        for (X509 next : intermediates) {
            boolean used = below.stream().anyMatch(one -> one.fingerprint().equals(next.fingerprint()));
            if (!used && top.mayBeIssuedBy(next) && found.size() < MOST_PATHS) {
                List<X509> longer = new ArrayList<>(below);
                longer.add(next);
                build(longer, found);
            }
        }
    }

    private PathVerdict check(Path path, Purpose purpose, Instant at) {
        X509 root = path.anchor().certificate();
        Optional<PathVerdict.Invalid> problem = dates(root, at).or(() -> constraints(path));
        Instant until = root.notAfter();
        for (int i = path.below().size() - 1; i >= 0 && problem.isEmpty(); i--) {
            X509 one = path.below().get(i);
            X509 issuer = i == path.below().size() - 1 ? root : path.below().get(i + 1);
            boolean leaf = i == 0;
            problem = link(one, issuer).or(() -> dates(one, at)).or(() -> leaf ? Optional.empty() : authority(one));
            if (problem.isEmpty()) {
                RevocationAnswer known = revocation.of(one, issuer, at);
                problem = revoked(one, known, leaf);
                until = earlier(until, earlier(one.notAfter(), end(known, at)));
            }
        }
        problem = problem.or(() -> purpose(path, purpose));
        return problem.isPresent()
                ? problem.get()
                : new PathVerdict.Valid(path.anchor().id(), until);
    }

    private static Instant end(RevocationAnswer known, Instant at) {
        return known instanceof RevocationAnswer.Good good ? good.until() : at;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Optional<PathVerdict.Invalid> no(PathProblem problem, X509 about) {
        return Optional.of(new PathVerdict.Invalid(problem, about.toString()));
    }

    private static Optional<PathVerdict.Invalid> dates(X509 one, Instant at) {
        if (at.isBefore(one.notBefore())) {
            return no(PathProblem.NOT_YET_VALID, one);
        }
        return at.isAfter(one.notAfter()) ? no(PathProblem.EXPIRED, one) : Optional.empty();
    }

    private static Optional<PathVerdict.Invalid> link(X509 one, X509 issuer) {
        if (!one.issuer().equals(issuer.subject())) {
            return no(PathProblem.NAME_CHAINING, one);
        }
        if (!one.hasAcceptedAlgorithms()) {
            return no(PathProblem.WEAK_ALGORITHM, one);
        }
        if (!one.isSignedBy(issuer)) {
            return no(PathProblem.BAD_SIGNATURE, one);
        }
        return one.hasUnknownCritical() ? no(PathProblem.UNKNOWN_CRITICAL_EXTENSION, one) : Optional.empty();
    }

    private static Optional<PathVerdict.Invalid> authority(X509 one) {
        return one.isAuthority() ? Optional.empty() : no(PathProblem.NOT_AN_AUTHORITY, one);
    }

    /** Path lengths and permitted names, from the anchor down. */
    private static Optional<PathVerdict.Invalid> constraints(Path path) {
        List<X509> down = new ArrayList<>(path.below());
        down.add(path.anchor().certificate());
        if (!path.anchor().certificate().isAuthority()) {
            return no(PathProblem.NOT_AN_AUTHORITY, path.anchor().certificate());
        }
        PKIXNameConstraintValidator names = new PKIXNameConstraintValidator();
        for (int i = down.size() - 1; i >= 0; i--) {
            X509 one = down.get(i);
            if (!isPermitted(one, names, i == 0)) {
                return no(PathProblem.NAME_NOT_PERMITTED, one);
            }
            if (i > 0) {
                long between = down.subList(1, i).stream()
                        .filter(below -> !below.isSelfIssued())
                        .count();
                if (one.pathLength().isPresent() && between > one.pathLength().getAsInt()) {
                    return no(PathProblem.PATH_TOO_LONG, one);
                }
                one.names().ifPresent(found -> {
                    GeneralSubtree[] permitted = found.getPermittedSubtrees();
                    if (permitted != null) {
                        names.intersectPermittedSubtree(permitted);
                    }
                    GeneralSubtree[] excluded = found.getExcludedSubtrees();
                    for (GeneralSubtree tree : excluded == null ? new GeneralSubtree[0] : excluded) {
                        names.addExcludedSubtree(tree);
                    }
                });
            }
        }
        return Optional.empty();
    }

    private static boolean isPermitted(X509 one, PKIXNameConstraintValidator names, boolean leaf) {
        if (one.isSelfIssued() && !leaf) {
            return true;
        }
        try {
            GeneralName subject = new GeneralName(one.subject());
            names.checkPermitted(subject);
            names.checkExcluded(subject);
            return true;
        } catch (NameConstraintValidatorException outside) {
            return false;
        }
    }

    private static Optional<PathVerdict.Invalid> revoked(X509 one, RevocationAnswer known, boolean leaf) {
        return switch (known) {
            case RevocationAnswer.Good good -> Optional.empty();
            case RevocationAnswer.Revoked revoked ->
                no(leaf ? PathProblem.REVOKED : PathProblem.AUTHORITY_REVOKED, one);
            case RevocationAnswer.Unknown unknown -> no(unknown.why(), one);
        };
    }

    private static Optional<PathVerdict.Invalid> purpose(Path path, Purpose purpose) {
        X509 leaf = path.below().getFirst();
        Set<KeyPurposeId> named = leaf.purposes();
        boolean extended =
                named.isEmpty() || named.stream().anyMatch(EXTENDED.getOrDefault(purpose, Set.of())::contains);
        if (!extended || !leaf.hasUsage(USAGE.getOrDefault(purpose, 0))) {
            return no(PathProblem.WRONG_PURPOSE, leaf);
        }
        return path.anchor().purposes().contains(purpose)
                ? Optional.empty()
                : no(PathProblem.PURPOSE_NOT_TRUSTED, path.anchor().certificate());
    }
}
