package org.mingjian.cosign;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.mingjian.verifier.Sm2Key;
import org.mingjian.verifier.Unreadable;

/** The co-signer's own SM2 key. */
final class Secret {

    private static final byte[] DEFAULT_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    private final BigInteger number;
    private final SecureRandom random = new SecureRandom();

    private Secret(BigInteger number) {
        this.number = number;
    }

    static Secret fresh() {
        SecureRandom random = new SecureRandom();
        BigInteger number;
        do {
            number = new BigInteger(256, random);
        } while (!isUsable(number));
        return new Secret(number);
    }

    /** @param hex 64 digits */
    static Secret read(String hex) throws Unreadable {
        if (!hex.matches("[0-9a-f]{64}") || !isUsable(new BigInteger(hex, 16))) {
            throw new Unreadable("the key file does not hold an SM2 key");
        }
        return new Secret(new BigInteger(hex, 16));
    }

    /** 1 … n−2. */
    private static boolean isUsable(BigInteger number) {
        return number.signum() > 0 && number.compareTo(DOMAIN.getN().subtract(BigInteger.ONE)) < 0;
    }

    String hex() {
        return String.format("%064x", number);
    }

    Sm2Key publicKey() throws Unreadable {
        return new Sm2Key(
                new FixedPointCombMultiplier().multiply(DOMAIN.getG(), number).getEncoded(false));
    }

    /** r‖s, 64 bytes. */
    byte[] sign(byte[] message) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        ParametersWithRandom key = new ParametersWithRandom(new ECPrivateKeyParameters(number, DOMAIN), random);
        signer.init(true, new ParametersWithID(key, DEFAULT_ID));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException impossible) {
            throw new IllegalStateException("a usable key signs", impossible);
        }
    }
}
