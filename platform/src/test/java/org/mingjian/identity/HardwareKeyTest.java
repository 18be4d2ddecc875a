package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.ops.PlatformTest;
import org.mingjian.pki.Issue;
import org.mingjian.pki.Issue.Keys;
import org.mingjian.pki.Responder;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A key that never leaves its token: PKCS#11 through SoftHSM2, as a UKey is driven. SoftHSM2 has no SM2, so the
 * key is RSA.
 * Needs Debian's package softhsm2; without it this fails and says so, because a test that skips proves nothing.
 */
@PlatformTest
class HardwareKeyTest {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"));

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @TempDir
    Path folder;

    private Provider token() throws IOException, InterruptedException {
        Path library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("install Debian's package softhsm2: apt-get install softhsm2"));
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Path settings = folder.resolve("softhsm2.conf");
        Files.writeString(settings, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        // The library reads its environment in this process: a launcher cannot set it, so the user's own file is used.
        Path own = Path.of(System.getProperty("user.home"), ".config", "softhsm2", "softhsm2.conf");
        boolean leftBehind = Files.exists(own) && Files.readString(own).contains("junit");
        if (leftBehind || !Files.exists(own)) {
            Files.createDirectories(own.getParent());
            Files.copy(settings, own, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            own.toFile().deleteOnExit();
        }
        Process made = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "mingjian",
                        "--so-pin",
                        "12345678",
                        "--pin",
                        "135790")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        String slot = said.replaceAll("(?s).*reassigned to slot (\\d+).*", "$1").strip();
        Path config = folder.resolve("pkcs11.cfg");
        Files.writeString(config, "name = Token\nlibrary = " + library + "\nslot = " + slot + "\n");
        return Security.getProvider("SunPKCS11").configure(config.toString());
    }

    private static byte[] sign(Provider token, KeyPair keys, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA", token);
        signature.initSign(keys.getPrivate());
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return signature.sign();
    }

    private byte[] certificate(Issue.Made authority, KeyPair keys, BigInteger serial) throws IOException {
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                authority.name(),
                serial,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plus(Duration.ofDays(365))),
                new X500Name("C=CN,2.5.4.97=91990100MA00000D34,CN=河阳路桥工程有限公司"),
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        return builder.build(authority.keys().signer(false)).getEncoded();
    }

    @Test
    void keyOnATokenBindsAndSignsIn() throws Exception {
        Provider token = token();
        KeyStore store = KeyStore.getInstance("PKCS11", token);
        store.load(null, "135790".toCharArray());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", token);
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        assertThat(keys.getPrivate().getEncoded())
                .as("the private key does not leave the token")
                .isNull();
        Instant now = clock.instant();
        Issue.Made authority = Issue.root("CN=Token CA " + now.toEpochMilli(), Keys.ofRsa(2048))
                .valid(now.minus(Duration.ofDays(9)), now.plus(Duration.ofDays(3000)))
                .make();
        BigInteger serial = BigInteger.valueOf(now.toEpochMilli());
        try (Responder responder = new Responder(authority, now)) {
            trust(authority, responder);
            byte[] certificate = certificate(authority, keys, serial);

            String bindChallenge = challenge();
            var bound = Desk.of(port, "bidder2")
                    .post(
                            "/api/certificates/bind",
                            Map.of(
                                    "certificate", base64(certificate),
                                    "challenge", bindChallenge,
                                    "signature", base64(sign(token, keys, "mingjian-bind:" + bindChallenge))));
            String loginChallenge = challenge();
            var login = Desk.stranger(port)
                    .post(
                            "/api/login/certificate",
                            Map.of(
                                    "serial", serial.toString(16),
                                    "challenge", loginChallenge,
                                    "signature", base64(sign(token, keys, "mingjian-login:" + loginChallenge))));

            assertThat(bound.status()).as(bound.body().toString()).isEqualTo(200);
            assertThat(login.body().path("login").asString()).isEqualTo("bidder2");
        }
    }

    private void trust(Issue.Made authority, Responder responder) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "name",
                "令牌测试机构",
                "certificate",
                base64(authority.der()),
                "anchor",
                true,
                "purposes",
                List.of("LOGIN", "SIGN"),
                "revocation",
                "OCSP",
                "ocspUrl",
                responder.address("/ocsp"),
                "enabled",
                true,
                "basis",
                "测试"));
        Desk.Answer wanted = Desk.of(port, "sysadmin").put("/api/trust/token-ca", request);
        assertThat(Desk.of(port, "secadmin")
                        .post("/api/proposals/" + wanted.body().path("id").asString() + "/activate", Map.of())
                        .status())
                .isEqualTo(200);
    }

    private String challenge() {
        return Desk.stranger(port)
                .post("/api/login/challenge", Map.of())
                .body()
                .path("challenge")
                .asString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
