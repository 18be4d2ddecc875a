package org.mingjian.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.pki.Issue.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.pki.Issue.Keys;
import org.mingjian.pki.Issue.Made;
import org.mingjian.pki.domain.Paths;
import org.mingjian.pki.domain.RevocationAnswer;
import org.mingjian.pki.domain.RevocationList;
import org.mingjian.pki.domain.X509;

/**
 * Certificate paths in the manner of NIST's PKITS, of our own making: for each rule one path that keeps to it and
 * one that does not.
 */
class CertificatePathTest {

    private static final Instant YESTERDAY = NOON.minus(Duration.ofDays(1));
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    private static final String ROOT = "C=CN,O=Root,CN=Root CA";
    private static final String MIDDLE = "C=CN,O=Middle,CN=Issuing CA";
    private static final String PERSON = "C=CN,O=Company,CN=Person";

    private final Made root = Issue.root(ROOT, Keys.ofSm2()).make();
    private final Made middle =
            Issue.to(MIDDLE, Keys.ofSm2()).by(root).authority().make();
    private final Map<String, byte[]> lists = new HashMap<>();
    private final List<byte[]> between = new ArrayList<>(List.of(middle.der()));

    CertificatePathTest() {
        lists.put(new X500Name(ROOT).toString(), Issue.list(root, YESTERDAY, TOMORROW));
        lists.put(new X500Name(MIDDLE).toString(), Issue.list(middle, YESTERDAY, TOMORROW));
    }

    private static Issue person() {
        return Issue.to(PERSON, Keys.ofSm2());
    }

    private PathVerdict check(Made one, Made anchor, Purpose purpose) {
        try {
            List<X509> sent = new ArrayList<>();
            for (byte[] der : between) {
                sent.add(X509.parse(der));
            }
            var trusted = new Paths.Anchor("root", X509.parse(anchor.der()), EnumSet.allOf(Purpose.class));
            return new Paths(List.of(trusted), sent, this::revoked).check(X509.parse(one.der()), purpose, NOON);
        } catch (CryptoFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private RevocationAnswer revoked(X509 one, X509 issuer, Instant at) {
        byte[] der = lists.get(issuer.subject().toString());
        try {
            return der == null
                    ? new RevocationAnswer.Unknown(PathProblem.CRL_MISSING)
                    : RevocationList.parse(der).of(one, issuer, at);
        } catch (CryptoFailure e) {
            throw new IllegalStateException(e);
        }
    }

    private void refused(Made one, PathProblem problem) {
        refused(one, root, problem);
    }

    private void refused(Made one, Made anchor, PathProblem problem) {
        assertThat(check(one, anchor, Purpose.LOGIN))
                .isInstanceOfSatisfying(PathVerdict.Invalid.class, no -> assertThat(no.problem())
                        .isEqualTo(problem));
    }

    private void accepted(Made one) {
        assertThat(check(one, root, Purpose.LOGIN)).isInstanceOf(PathVerdict.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SM2", "RSA"})
    void soundPathIsAcceptedForEachPurpose(String algorithm) {
        Made top = Issue.root(ROOT, Keys.of(algorithm)).make();
        Made issuing = Issue.to(MIDDLE, Keys.of(algorithm)).by(top).authority().make();
        Made leaf = Issue.to(PERSON, Keys.of(algorithm)).by(issuing).make();
        between.clear();
        between.add(issuing.der());
        lists.put(new X500Name(ROOT).toString(), Issue.list(top, YESTERDAY, TOMORROW));
        lists.put(new X500Name(MIDDLE).toString(), Issue.list(issuing, YESTERDAY, TOMORROW));

        for (Purpose purpose : Purpose.values()) {
            assertThat(check(leaf, top, purpose)).as(purpose.title()).isInstanceOf(PathVerdict.Valid.class);
        }
    }

    @Test
    void verdictEndsWithTheEarliestOfListAndCertificates() {
        Made one = person().by(middle).make();

        assertThat(check(one, root, Purpose.LOGIN)).isEqualTo(new PathVerdict.Valid("root", TOMORROW));
    }

    @Test
    void personDirectlyBelowTheRootIsAccepted() {
        accepted(person().by(root).make());
    }

    @Test
    void otherAuthorityOfTheSameNameIsToldApartByItsSignature() {
        Made impostor = Issue.to(MIDDLE, Keys.ofSm2()).by(root).authority().make();
        between.addFirst(impostor.der());

        accepted(person().by(middle).make());
    }

    @Test
    void changedCertificateIsRefused() {
        refused(person().by(middle).broken().make(), PathProblem.BAD_SIGNATURE);
    }

    @Test
    void changedIntermediateIsRefused() {
        Made changed = Issue.to("CN=Changed CA", Keys.ofSm2())
                .by(root)
                .authority()
                .broken()
                .make();
        between.add(changed.der());

        refused(person().by(changed).make(), PathProblem.BAD_SIGNATURE);
    }

    @Test
    void expiredCertificateIsRefused() {
        refused(
                person().by(middle)
                        .valid(NOON.minus(Duration.ofDays(99)), YESTERDAY)
                        .make(),
                PathProblem.EXPIRED);
    }

    @Test
    void certificateOfTomorrowIsRefused() {
        refused(
                person().by(middle)
                        .valid(TOMORROW, NOON.plus(Duration.ofDays(9)))
                        .make(),
                PathProblem.NOT_YET_VALID);
    }

    @Test
    void expiredIntermediateIsRefused() {
        Made old = Issue.to("CN=Old CA", Keys.ofSm2())
                .by(root)
                .authority()
                .valid(NOON.minus(Duration.ofDays(99)), YESTERDAY)
                .make();
        between.add(old.der());

        refused(person().by(old).make(), PathProblem.EXPIRED);
    }

    @Test
    void expiredRootIsRefused() {
        Made old = Issue.root("CN=Old root", Keys.ofSm2())
                .valid(NOON.minus(Duration.ofDays(99)), YESTERDAY)
                .make();

        assertThat(check(person().by(old).make(), old, Purpose.LOGIN))
                .isInstanceOfSatisfying(PathVerdict.Invalid.class, no -> assertThat(no.problem())
                        .isEqualTo(PathProblem.EXPIRED));
    }

    @Test
    void otherIssuerNameLeadsNowhere() {
        refused(person().by(middle).issuerName("CN=Somebody else").make(), PathProblem.UNKNOWN_ISSUER);
    }

    @Test
    void missingIntermediateLeadsNowhere() {
        between.clear();
        refused(person().by(middle).make(), PathProblem.UNKNOWN_ISSUER);
    }

    @Test
    void selfSignedCertificateIsRefused() {
        refused(person().make(), PathProblem.SELF_SIGNED);
    }

    @Test
    void selfMadeRootThatIsSentAlongIsNotTrusted() {
        Made own = Issue.root("CN=My own root", Keys.ofSm2()).make();
        between.add(own.der());
        refused(person().by(own).make(), PathProblem.UNKNOWN_ISSUER);
    }

    @Test
    void personCannotIssue() {
        Made clerk = Issue.to("CN=Clerk", Keys.ofSm2()).by(middle).make();
        between.add(clerk.der());

        refused(person().by(clerk).make(), PathProblem.NOT_AN_AUTHORITY);
    }

    @Test
    void intermediateWithoutBasicConstraintsCannotIssue() {
        Made bare = Issue.to("CN=Bare CA", Keys.ofSm2())
                .by(root)
                .authority()
                .withoutConstraints()
                .make();
        between.add(bare.der());
        refused(person().by(bare).make(), PathProblem.NOT_AN_AUTHORITY);
    }

    @Test
    void intermediateWithoutTheRightToSignCertificatesCannotIssue() {
        Made lists = Issue.to("CN=List CA", Keys.ofSm2())
                .by(root)
                .authority()
                .usage(KeyUsage.cRLSign)
                .make();
        between.add(lists.der());

        refused(person().by(lists).make(), PathProblem.NOT_AN_AUTHORITY);
    }

    @Test
    void pathLengthIsKept() {
        Made short0 =
                Issue.to("CN=Length 0", Keys.ofSm2()).by(root).authority(0).make();
        Made below = Issue.to("CN=Below", Keys.ofSm2()).by(short0).authority().make();
        between.add(short0.der());
        between.add(below.der());
        lists.put("CN=Length 0", Issue.list(short0, YESTERDAY, TOMORROW));
        lists.put("CN=Below", Issue.list(below, YESTERDAY, TOMORROW));

        accepted(person().by(short0).make());
        refused(person().by(below).make(), PathProblem.PATH_TOO_LONG);
    }

    @Test
    void unknownCriticalExtensionIsRefusedAndUnknownPlainOneIsNot() throws Exception {
        var oid = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
        var value = new DEROctetString(ASN1Boolean.TRUE.getEncoded());

        accepted(person().by(middle).with(new Extension(oid, false, value)).make());
        refused(
                person().by(middle).with(new Extension(oid, true, value)).make(),
                PathProblem.UNKNOWN_CRITICAL_EXTENSION);
    }

    @Test
    void namesOutsideThePermittedTreeAreRefused() throws Exception {
        var tree = new GeneralSubtree(new GeneralName(new X500Name("C=CN,O=Company")));
        var only = new NameConstraints(new GeneralSubtree[] {tree}, null);
        Made bound = Issue.to("C=CN,CN=Bound CA", Keys.ofSm2())
                .by(root)
                .authority()
                .with(new Extension(Extension.nameConstraints, true, only.getEncoded()))
                .make();
        between.add(bound.der());
        lists.put(bound.name().toString(), Issue.list(bound, YESTERDAY, TOMORROW));

        accepted(person().by(bound).make());
        refused(Issue.to("C=CN,O=Another,CN=Person", Keys.ofSm2()).by(bound).make(), PathProblem.NAME_NOT_PERMITTED);
    }

    @Test
    void usageOfAnotherPurposeIsRefused() {
        Made sealing = person().by(middle).usage(KeyUsage.keyEncipherment).make();

        refused(sealing, PathProblem.WRONG_PURPOSE);
        assertThat(check(sealing, root, Purpose.SEAL)).isInstanceOf(PathVerdict.Valid.class);
    }

    @Test
    void serverCertificateSignsNobodyIn() {
        refused(person().by(middle).purposes(KeyPurposeId.id_kp_serverAuth).make(), PathProblem.WRONG_PURPOSE);
        accepted(person().by(middle).purposes(KeyPurposeId.id_kp_clientAuth).make());
    }

    @Test
    void authorityIsTrustedOnlyForItsPurposes() throws CryptoFailure {
        Made one = person().by(root).make();
        var signing = new Paths.Anchor("root", X509.parse(root.der()), EnumSet.of(Purpose.SIGN));
        Paths paths = new Paths(List.of(signing), List.of(), this::revoked);

        assertThat(paths.check(X509.parse(one.der()), Purpose.SIGN, NOON)).isInstanceOf(PathVerdict.Valid.class);
        assertThat(paths.check(X509.parse(one.der()), Purpose.LOGIN, NOON))
                .isInstanceOfSatisfying(PathVerdict.Invalid.class, no -> assertThat(no.problem())
                        .isEqualTo(PathProblem.PURPOSE_NOT_TRUSTED));
    }

    @Test
    void revokedCertificateIsRefused() {
        Made one = person().by(middle).make();
        lists.put(new X500Name(MIDDLE).toString(), Issue.list(middle, YESTERDAY, TOMORROW, one));

        refused(one, PathProblem.REVOKED);
    }

    @Test
    void certificateOfARevokedAuthorityIsRefused() {
        lists.put(new X500Name(ROOT).toString(), Issue.list(root, YESTERDAY, TOMORROW, middle));

        refused(person().by(middle).make(), PathProblem.AUTHORITY_REVOKED);
    }

    @Test
    void missingListIsNotTakenForGood() {
        lists.remove(new X500Name(MIDDLE).toString());

        refused(person().by(middle).make(), PathProblem.CRL_MISSING);
    }

    @Test
    void oldListIsNotTakenForGood() {
        lists.put(new X500Name(MIDDLE).toString(), Issue.list(middle, NOON.minus(Duration.ofDays(9)), YESTERDAY));

        refused(person().by(middle).make(), PathProblem.CRL_EXPIRED);
    }

    @Test
    void listOfAnotherKeyIsNotTaken() {
        Made impostor = Issue.to(MIDDLE, Keys.ofSm2()).by(root).authority().make();
        lists.put(new X500Name(MIDDLE).toString(), Issue.list(impostor, YESTERDAY, TOMORROW));

        refused(person().by(middle).make(), PathProblem.CRL_UNUSABLE);
    }

    @Test
    void listWithAnUnknownCriticalExtensionIsNotTaken() throws Exception {
        var builder = new X509v2CRLBuilder(middle.name(), Date.from(YESTERDAY)).setNextUpdate(Date.from(TOMORROW));
        builder.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2"), true, new DERUTF8String("part"));
        lists.put(new X500Name(MIDDLE).toString(), Issue.signed(builder, middle));

        refused(person().by(middle).make(), PathProblem.CRL_UNUSABLE);
    }

    @Test
    void leakedKeyIsRevokedAtAnyTime() {
        Made one = person().by(middle).make();
        var builder = new X509v2CRLBuilder(middle.name(), Date.from(YESTERDAY)).setNextUpdate(Date.from(TOMORROW));
        builder.addCRLEntry(one.serial(), Date.from(NOON.plusSeconds(60)), CRLReason.keyCompromise);
        lists.put(new X500Name(MIDDLE).toString(), Issue.signed(builder, middle));

        refused(one, PathProblem.REVOKED);
    }

    @Test
    void weakKeysAndDigestsAreRefused() {
        Made rsaRoot = Issue.root("CN=RSA root", Keys.ofRsa(2048)).make();
        lists.put("CN=RSA root", Issue.list(rsaRoot, YESTERDAY, TOMORROW));
        Made weakKey = Issue.to(PERSON, Keys.ofRsa(1024)).by(rsaRoot).make();
        Made weakDigest =
                Issue.to(PERSON, Keys.ofRsa(2048)).by(rsaRoot).bySha1().make();

        for (Made weak : List.of(weakKey, weakDigest)) {
            assertThat(check(weak, rsaRoot, Purpose.LOGIN))
                    .isInstanceOfSatisfying(PathVerdict.Invalid.class, no -> assertThat(no.problem())
                            .isEqualTo(PathProblem.WEAK_ALGORITHM));
        }
    }

    @Test
    void aRingOfAuthoritiesEnds() {
        Keys one = Keys.ofSm2();
        Keys two = Keys.ofSm2();
        Made first = Issue.to("CN=Ring 1", one).authority().make();
        Made second = Issue.to("CN=Ring 2", two).by(first).authority().make();
        Made again = Issue.to("CN=Ring 1", one).by(second).authority().make();
        between.addAll(List.of(second.der(), again.der()));

        refused(person().by(second).make(), PathProblem.UNKNOWN_ISSUER);
    }
}
