package org.mingjian.kernel.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sm2Test {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] PRIVATE =
            HEX.parseHex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
    private static final byte[] PUBLIC = HEX.parseHex("04"
            + "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
            + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    private static final byte[] MESSAGE = "message digest".getBytes(US_ASCII);
    private static final String R = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
    private static final String S = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
    private static final String N = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
    private static final String ZERO = "00".repeat(32);

    @Test
    void publicKeyOfTheStandardIsDerived() throws CryptoFailure {
        assertThat(Sm2.publicKeyOf(PRIVATE)).isEqualTo(PUBLIC);
    }

    @Test
    void signatureOfTheStandardVerifies() {
        assertThat(Sm2.verify(PUBLIC, MESSAGE, HEX.parseHex(R + S))).isTrue();
        assertThat(Sm2.verify(PUBLIC, "message digesT".getBytes(US_ASCII), HEX.parseHex(R + S)))
                .isFalse();
    }

    @Test
    void signaturesOutOfRangeAreRefused() {
        BigInteger n = new BigInteger(N, 16);
        String above = "%066x".formatted(n.add(new BigInteger(R, 16)));
        String der = "3046022100" + R + "022100" + S;
        for (String bad : new String[] {
            above + S,
            R + "%066x".formatted(n.add(new BigInteger(S, 16))),
            above.substring(2) + S,
            der,
            S + R,
            ZERO + ZERO,
            ZERO + S,
            R + ZERO,
            N + S,
            R + N,
            "ff".repeat(32) + S,
            R + "ff".repeat(32),
            R,
            R + S + "00",
            ""
        }) {
            assertThat(Sm2.verify(PUBLIC, MESSAGE, HEX.parseHex(bad))).as(bad).isFalse();
        }
    }

    @Test
    void malformedPublicKeyVerifiesNothing() {
        byte[] offCurve = PUBLIC.clone();
        offCurve[64] ^= 1;
        byte[] compressed = PUBLIC.clone();
        compressed[0] = 2;

        assertThat(Sm2.verify(offCurve, MESSAGE, HEX.parseHex(R + S))).isFalse();
        assertThat(Sm2.verify(compressed, MESSAGE, HEX.parseHex(R + S))).isFalse();
        assertThat(Sm2.verify(new byte[0], MESSAGE, HEX.parseHex(R + S))).isFalse();
        assertThat(Sm2.isPublicKey(PUBLIC)).isTrue();
        assertThat(Sm2.isPublicKey(offCurve)).isFalse();
    }

    @Test
    void ownSignatureVerifiesUnderItsKeyOnly() {
        SecureRandom random = new SecureRandom();
        Sm2.KeyPair one = Sm2.generate(random);
        Sm2.KeyPair other = Sm2.generate(random);

        byte[] signature = Sm2.sign(one.privateKey(), MESSAGE);

        assertThat(signature).hasSize(64);
        assertThat(Sm2.verify(one.publicKey(), MESSAGE, signature)).isTrue();
        assertThat(Sm2.verify(other.publicKey(), MESSAGE, signature)).isFalse();
    }

    @Test
    void cipherTextOfTheStandardIsDecrypted() throws CryptoFailure {
        byte[] cipher = HEX.parseHex("04"
                + "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"
                + "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0"
                + "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766"
                + "21886ca989ca9c7d58087307ca93092d651efa");

        assertThat(Sm2.decrypt(PRIVATE, cipher)).isEqualTo("encryption standard".getBytes(US_ASCII));
    }

    @Test
    void anyChangedByteOfACipherTextIsRefused() throws CryptoFailure {
        byte[] cipher = Sm2.encrypt(PUBLIC, MESSAGE);
        assertThat(Sm2.decrypt(PRIVATE, cipher)).isEqualTo(MESSAGE);

        for (int i = 0; i < cipher.length; i++) {
            byte[] changed = cipher.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> Sm2.decrypt(PRIVATE, changed)).isInstanceOf(CryptoFailure.class);
        }
        assertThatThrownBy(() -> Sm2.decrypt(PRIVATE, new byte[40])).isInstanceOf(CryptoFailure.class);
        assertThatThrownBy(() -> Sm2.decrypt(new byte[32], cipher)).isInstanceOf(CryptoFailure.class);
    }
}
