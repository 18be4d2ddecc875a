package org.mingjian.exchange;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority for the nodes of a test, and what it issued: PEM files as administrators have them. */
final class Certificates {

    private static final X500Name AUTHORITY = new X500Name("CN=exchange test authority");

    private final Path folder;
    private final KeyPair authority;
    private int serial;

    private Certificates(Path folder) throws GeneralSecurityException {
        this.folder = folder;
        this.authority = pair();
    }

    /** One authority; certificates of a province, a city, and of a stranger from another authority of that name. */
    static Certificates in(Path folder) {
        try {
            Files.createDirectories(folder);
            Certificates trusted = new Certificates(folder);
            trusted.write("ca.crt", trusted.issue(AUTHORITY, trusted.authority, true));
            trusted.node("province");
            trusted.node("city");
            new Certificates(folder).node("stranger");
            return trusted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    private void node(String name) throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair keys = pair();
        write(name + ".crt", issue(new X500Name("CN=" + name), keys, false));
        write(name + ".key", new JcaPKCS8Generator(keys.getPrivate(), null).generate());
    }

    private X509CertificateHolder issue(X500Name subject, KeyPair keys, boolean ca)
            throws IOException, OperatorCreationException {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                        AUTHORITY,
                        BigInteger.valueOf(++serial),
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(30))),
                        subject,
                        keys.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(ca))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()));
    }

    private void write(String file, Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        }
        Files.writeString(folder.resolve(file), text.toString());
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
