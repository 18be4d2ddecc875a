package org.mingjian.sealing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.StrictJson;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.DevAuthority;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Rsa;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bidder, and openers, whose certificates are RSA (A1, S12): what opens, and what is refused with its cause. */
class RsaBidTest {

    private static final SampleBid BID = new SampleBid(KeyKind.RSA).with("方案.txt", 300);
    private static final byte[] SEALED = BID.seal();
    private static final Rsa.Pair OTHER = Rsa.generate(2048, BID.random);

    private static SealedHeader header(byte[] sealed) throws IOException, EnvelopeRefused {
        return EnvelopeCheck.header(new ByteArrayInputStream(sealed));
    }

    @Test
    void isSoundAndItsBidderOpensIt() throws IOException, EnvelopeRefused {
        EnvelopeCheck.Sound sound = (EnvelopeCheck.Sound) SampleBid.check(SEALED);
        assertThat(sound.header().recipients())
                .extracting(Recipient::scheme)
                .containsExactly(Recipient.RSA_WRAP, Recipient.SM2_WRAP);

        byte[] key = BID.key(SEALED);

        SampleBid.Kept kept = new SampleBid.Kept();
        OpenedBids.openAll(new ByteArrayInputStream(SEALED), key, SampleBid.TRADE, kept);
        assertThat(kept.contents()).isEqualTo(BID.contents());
        assertThat(OpenedBids.unwrap(header(SEALED), BID.opener.privateKey())).isEqualTo(key);
    }

    @Test
    void everyChangedByteOfTheSignatureIsItsOwnProblem() {
        for (int at = SEALED.length - Rsa.LEAST; at < SEALED.length; at++) {
            byte[] changed = SEALED.clone();
            changed[at] ^= 1;
            assertThat(SampleBid.check(changed))
                    .as("byte %d", at)
                    .isEqualTo(new EnvelopeCheck.Unsound(EnvelopeProblem.SIGNATURE, "not the bidder's signature"));
        }
        assertThat(problem(Arrays.copyOf(SEALED, SEALED.length - 1))).isEqualTo(EnvelopeProblem.TRUNCATED);
        assertThat(problem(Arrays.copyOf(SEALED, SEALED.length + 1))).isEqualTo(EnvelopeProblem.TRAILING_BYTES);
    }

    @Test
    void aKeyThatWasNotMeantOpensNothing() {
        assertThat(unwrapping(headerWith(wrapped()), OTHER.privateKey())).isEqualTo(EnvelopeProblem.WRONG_KEY);
        assertThat(unwrapping(headerWith(wrapped()), new byte[] {1, 2, 3})).isEqualTo(EnvelopeProblem.KEY_ENVELOPE);
    }

    @Test
    void anotherPaddingOpensNothing() throws GeneralSecurityException {
        byte[] key = new byte[16];
        var sha1 = new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
        var mixed = new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT);
        var named = new OAEPParameterSpec(
                "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(new byte[] {1}));
        Cipher old = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        old.init(Cipher.ENCRYPT_MODE, publicKey());
        List<byte[]> wrong = new ArrayList<>(List.of(old.doFinal(key), new byte[256], wrapped()));
        wrong.get(2)[100] ^= 1;
        for (OAEPParameterSpec spec : List.of(sha1, mixed, named)) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.ENCRYPT_MODE, publicKey(), spec);
            wrong.add(cipher.doFinal(key));
        }
        for (byte[] wrapped : wrong) {
            assertThat(unwrapping(headerWith(wrapped), BID.bidder.privateKey()))
                    .isEqualTo(EnvelopeProblem.KEY_ENVELOPE);
        }
    }

    @Test
    void aKeyOfAnotherBidOrLengthIsNotTheBidsKey() throws CryptoFailure {
        for (int length : List.of(15, 16, 17)) {
            byte[] wrapped = Rsa.encrypt(BID.bidder.publicKey(), new byte[length]);
            assertThat(unwrapping(headerWith(wrapped), BID.bidder.privateKey()))
                    .as("%d bytes", length)
                    .isEqualTo(EnvelopeProblem.KEY_ENVELOPE);
        }
    }

    @Test
    void weakKeysAreNeitherSealedForNorSignedWith() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        byte[] small = generator.generateKeyPair().getPublic().getEncoded();
        generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0));
        byte[] lowExponent = generator.generateKeyPair().getPublic().getEncoded();
        for (byte[] weak : List.of(small, lowExponent)) {
            assertThat(KeyKind.ofPublic(weak)).isEmpty();
            assertThatThrownBy(() -> seal(BID.bidder.publicKey(), weak, Optional.empty()))
                    .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> assertThat(refused.problem())
                            .isEqualTo(EnvelopeProblem.RECIPIENT));
            assertThatThrownBy(() -> seal(weak, BID.bidder.publicKey(), Optional.empty()))
                    .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> assertThat(refused.problem())
                            .isEqualTo(EnvelopeProblem.HEADER_CONTENT));
        }
        byte[] twice = Arrays.copyOf(BID.bidder.publicKey(), BID.bidder.publicKey().length + 1);
        assertThat(KeyKind.ofPublic(twice)).isEmpty();
    }

    @Test
    void aSchemeAndItsLengthBelongTogether() {
        assertThat(reading(headerWith(Recipient.SM2_WRAP, wrapped()))).isEqualTo(EnvelopeProblem.RECIPIENT);
        assertThat(reading(headerWith(Recipient.RSA_WRAP, new byte[113]))).isEqualTo(EnvelopeProblem.RECIPIENT);
        assertThat(reading(headerWith(Recipient.RSA_WRAP, new byte[513]))).isEqualTo(EnvelopeProblem.RECIPIENT);
        // 113 bytes under SM2 for the holder of an RSA key: well formed, and nothing that he can open.
        assertThat(unwrapping(headerWith(Recipient.SM2_WRAP, new byte[113]), BID.bidder.privateKey()))
                .isEqualTo(EnvelopeProblem.KEY_ENVELOPE);
    }

    @Test
    void theCertificateInTheHeaderIsOfTheKeyThatSigns() throws IOException, EnvelopeRefused {
        Instant now = Instant.parse("2026-11-21T00:00:00Z");
        DevAuthority authority = DevAuthority.create("试验机构", now, BID.random);
        var subject = new Certificate.Subject("投标单位", SampleBid.CREDIT_CODE, "");
        byte[] own = authority.issue(new DevAuthority.Order(
                subject, BID.bidder.publicKey(), java.math.BigInteger.TEN, now, now.plus(Duration.ofDays(9))));
        byte[] others = authority.issue(new DevAuthority.Order(
                subject, OTHER.publicKey(), java.math.BigInteger.TWO, now, now.plus(Duration.ofDays(9))));

        assertThat(seal(BID.bidder.publicKey(), BID.bidder.publicKey(), Optional.of(own)))
                .isInstanceOf(EnvelopeCheck.Sound.class);
        assertThatThrownBy(() -> seal(BID.bidder.publicKey(), BID.bidder.publicKey(), Optional.of(others)))
                .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> assertThat(refused.problem())
                        .isEqualTo(EnvelopeProblem.CERTIFICATE));
    }

    /** RSA and SM2 openers side by side; {@code rsa.test.ts} opens what this wrote, and wrote what this opens. */
    @Test
    void whatTheBrowserSealedForRsaIsOpenedHere() throws IOException, StrictJson.Malformed, EnvelopeRefused {
        opened(StrictJson.parse(Files.readAllBytes(Path.of("src/test/resources/sealing/rsa-from-browser.json"))));
    }

    @Test
    void whatTheBrowserOpensIsOpenedHere() throws IOException, StrictJson.Malformed, EnvelopeRefused {
        Path file = Path.of("../web/src/sealing/rsa-from-java.json");
        if (Boolean.getBoolean("mingjian.write")) {
            Files.writeString(file, made() + "\n");
        }
        opened(StrictJson.parse(Files.readAllBytes(file)));
    }

    private static void opened(JsonNode exchange) throws IOException, EnvelopeRefused {
        byte[] sealed = base64(exchange.get("sealed"));
        assertThat(SampleBid.check(sealed)).isInstanceOf(EnvelopeCheck.Sound.class);
        SealedHeader header = header(sealed);
        byte[] own = OpenedBids.unwrap(header, base64(exchange.get("privateKey")));
        Map<Integer, byte[]> shares = new HashMap<>();
        for (JsonNode key : exchange.get("openers")) {
            OpenerShares.Taken taken = OpenerShares.take(header, base64(key));
            shares.put(taken.index(), taken.value());
        }
        assertThat(shares).hasSize(2);
        assertThat(OpenerShares.contentKey(header, shares)).isEqualTo(own);
        var all = OpenedBids.openAll(new ByteArrayInputStream(sealed), own, SampleBid.TRADE, new SampleBid.Kept());
        assertThat(all.sheet().price()).isEqualTo("18334233.00");
        assertThat(header.openers().orElseThrow().shares())
                .extracting(SharedKey.Share::scheme)
                .containsExactly(Recipient.SM2_WRAP, Recipient.RSA_WRAP);
    }

    private static JsonNode made() {
        KeyKind.Pair tenderer = KeyKind.SM2.generate(BID.random);
        byte[] sealed = BID.sealFor(new SharedKey.Rule(
                2,
                List.of(
                        new Recipient.Party("tenderer", tenderer.publicKey(), "0a"),
                        new Recipient.Party("witness", OTHER.publicKey(), "0b"))));
        Base64.Encoder base64 = Base64.getEncoder();
        var exchange = JsonMapper.shared().createObjectNode();
        exchange.put("privateKey", base64.encodeToString(BID.bidder.privateKey()));
        exchange.putArray("openers")
                .add(base64.encodeToString(tenderer.privateKey()))
                .add(base64.encodeToString(OTHER.privateKey()));
        exchange.put("sealed", base64.encodeToString(sealed));
        return exchange;
    }

    private static byte[] base64(JsonNode text) {
        return Base64.getDecoder().decode(text.stringValue());
    }

    private static byte[] wrapped() {
        EnvelopeCheck.Sound sound = (EnvelopeCheck.Sound) SampleBid.check(SEALED);
        return sound.header().recipients().getFirst().wrapped().clone();
    }

    private static SealedHeader headerWith(byte[] wrapped) {
        return headerWith(Recipient.RSA_WRAP, wrapped);
    }

    /** The header with another wrapping for the bidder. */
    private static SealedHeader headerWith(String scheme, byte[] wrapped) {
        SealedHeader good = ((EnvelopeCheck.Sound) SampleBid.check(SEALED)).header();
        String fingerprint = Recipient.fingerprintOf(BID.bidder.publicKey());
        return new SealedHeader(
                good.trade(),
                good.bidder(),
                good.created(),
                good.chunkSize(),
                good.keyCheck(),
                good.noncePrefix(),
                List.of(new Recipient(scheme, "bidder", fingerprint, "", wrapped)),
                Optional.empty());
    }

    private static EnvelopeProblem reading(SealedHeader header) {
        try {
            HeaderReading.read(header.bytes());
            throw new AssertionError("read");
        } catch (EnvelopeRefused refused) {
            return refused.problem();
        }
    }

    private static EnvelopeProblem unwrapping(SealedHeader header, byte[] privateKey) {
        try {
            OpenedBids.unwrap(header, privateKey);
            throw new AssertionError("unwrapped");
        } catch (EnvelopeRefused refused) {
            return refused.problem();
        }
    }

    private static EnvelopeProblem problem(byte[] sealed) {
        return ((EnvelopeCheck.Unsound) SampleBid.check(sealed)).problem();
    }

    private static java.security.PublicKey publicKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(BID.bidder.publicKey()));
    }

    private static EnvelopeCheck.Result seal(byte[] bidder, byte[] recipient, Optional<byte[]> certificate)
            throws IOException, EnvelopeRefused {
        var order = new SealedBids.Order(
                SampleBid.TRADE,
                new Bidder(SampleBid.CREDIT_CODE, bidder, certificate),
                List.of(new Recipient.Party("bidder", recipient, "")),
                Instant.parse("2026-11-21T01:02:03.456Z"),
                SampleBid.CHUNK);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SealedBids(BID.random).seal(order, BID.bidder::sign, SampleBid.sheet(), BID.sources(), out);
        return SampleBid.check(out.toByteArray());
    }
}
