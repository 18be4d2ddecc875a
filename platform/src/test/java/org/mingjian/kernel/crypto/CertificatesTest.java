package org.mingjian.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificatesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private final SecureRandom random = new SecureRandom();
    private final DevAuthority authority = DevAuthority.create("明鉴开发根", NOON, random);

    @Test
    void issuedCertificateIsReadBack() throws CryptoFailure {
        Sm2.KeyPair keys = Sm2.generate(random);
        Certificate.Subject subject = new Certificate.Subject("山西某建设有限公司", "91140000MA0ABCDE1X", "a-17");

        Certificate read = Certificates.parse(authority.issue(new DevAuthority.Order(
                subject, keys.publicKey(), BigInteger.valueOf(0xabc), NOON, NOON.plus(Duration.ofDays(365)))));

        assertThat(read.serial()).isEqualTo("abc");
        assertThat(read.subject()).isEqualTo(subject);
        assertThat(read.issuer()).isEqualTo("明鉴开发根");
        assertThat(read.publicKey()).isEqualTo(keys.publicKey());
        assertThat(read.validAt(NOON)).isTrue();
        assertThat(read.validAt(NOON.minusMillis(1))).isFalse();
        assertThat(read.validAt(NOON.plus(Duration.ofDays(366)))).isFalse();
        assertThat(Certificates.isSignedBy(read, authority.keys().publicKey())).isTrue();
    }

    @Test
    void certificateOfAnotherAuthorityIsNotTrusted() throws CryptoFailure {
        DevAuthority stranger = DevAuthority.create("明鉴开发根", NOON, random);
        Certificate root = Certificates.parse(stranger.rootCertificate());

        assertThat(Certificates.isSignedBy(root, stranger.keys().publicKey())).isTrue();
        assertThat(Certificates.isSignedBy(root, authority.keys().publicKey())).isFalse();
    }

    @Test
    void anyChangedByteBreaksTheCertificate() {
        byte[] der = authority.rootCertificate();
        for (int i = 0; i < der.length; i++) {
            byte[] changed = der.clone();
            changed[i] ^= 1;
            assertThat(trusted(changed)).as("byte %d", i).isFalse();
        }
    }

    @Test
    void rubbishIsNotACertificate() {
        assertThatThrownBy(() -> Certificates.parse(new byte[0])).isInstanceOf(CryptoFailure.class);
        assertThatThrownBy(() -> Certificates.parse(new byte[] {0x30, (byte) 0x84, 0x7f, 0, 0, 0}))
                .isInstanceOf(CryptoFailure.class);
        assertThatThrownBy(() -> Certificates.parse(new byte[100_000])).isInstanceOf(CryptoFailure.class);
    }

    private boolean trusted(byte[] der) {
        try {
            return Certificates.isSignedBy(
                    Certificates.parse(der), authority.keys().publicKey());
        } catch (CryptoFailure refused) {
            return false;
        }
    }
}
