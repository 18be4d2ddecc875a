package org.mingjian.verifier;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** An SM2 public key that checks signatures r‖s (GB/T 32918.2) with the default identity. */
public final class Sm2Key implements BidKey {

    static final String SCHEME = "sm2-wrap-1";

    private static final byte[] DEFAULT_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    private final byte[] bytes;
    private final ECPublicKeyParameters point;

    public Sm2Key(byte[] bytes) throws Unreadable {
        if (bytes.length != 65 || bytes[0] != 4) {
            throw new Unreadable("the key is not an SM2 public key of 65 bytes");
        }
        try {
            point = new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(bytes), DOMAIN);
        } catch (IllegalArgumentException offCurve) {
            throw new Unreadable("the key is not a point of the SM2 curve");
        }
        this.bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public int signatureLength() {
        return 64;
    }

    @Override
    public byte[] wrap(byte[] plain) throws Unreadable {
        return Sm2Secret.wrap(bytes, plain);
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != 64) {
            return false;
        }
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(false, new ParametersWithID(point, DEFAULT_ID));
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }
}
