package org.mingjian.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** A receipt made by hand from the format, as the fourth of five entries; a test may then lie in any of its parts. */
final class SampleReceipt {

    static final String FILE = "sealed bytes";
    private static final String ORIGIN = "log.example";
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final BigInteger SECRET = new BigInteger("12345678901234567890");

    String type = "receipt";
    boolean withheld;
    String content;
    String entry;
    long position = 4;
    final NaiveTree tree;
    List<byte[]> path;
    byte[] leaf;
    byte[] root;
    String checkpoint;
    byte[] key = publicKey(SECRET);

    SampleReceipt() {
        String sm3 = VerifierTest.hex(TreeHash.SM3.digest(FILE.getBytes(UTF_8)));
        content = "{\"actor\":{\"account\":\"a-1\"},\"body\":{\"bidder\":\"91340200MA2RU2PC14\",\"名\":\"明鉴\"},"
                + "\"files\":[{\"name\":\"bid.sealed\",\"size\":12,\"sm3\":\"" + sm3 + "\"}],\"kind\":\"bid.received\","
                + "\"nonce\":\"AAAA\",\"seq\":2,\"stream\":\"trade:x\"}";
        String digest = VerifierTest.hex(TreeHash.SM3.digest(content.getBytes(UTF_8)));
        entry = "{\"at\":\"2026-11-21T00:00:00.000Z\",\"digest\":\"" + digest + "\",\"v\":1}";
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entries.add(i == 3 ? entry.getBytes(UTF_8) : new byte[] {(byte) i});
        }
        tree = new NaiveTree(TreeHash.SM3, entries);
        path = tree.inclusion(3, 5);
        leaf = tree.leaf(3);
        root = tree.root(5);
        checkpoint = checkpoint(5, root);
    }

    /** A tree head signed by the platform of these samples. */
    static String checkpoint(int size, byte[] root) {
        String body = ORIGIN + "\n" + size + "\n" + VerifierTest.base64(root) + "\nsm3\n";
        byte[] keyId = Arrays.copyOf(
                TreeHash.SM3.digest(
                        ORIGIN.getBytes(UTF_8),
                        new byte[] {10, (byte) 255},
                        "mingjian-sm2".getBytes(UTF_8),
                        platform()),
                4);
        byte[] line = Arrays.copyOf(keyId, 68);
        System.arraycopy(sign(body.getBytes(UTF_8)), 0, line, 4, 64);
        return body + "\n— " + ORIGIN + " " + VerifierTest.base64(line) + "\n";
    }

    static byte[] platform() {
        return publicKey(SECRET);
    }

    String json() {
        return "{\"checkpoint\":" + Json.quote(checkpoint) + (withheld ? "" : ",\"content\":" + content)
                + ",\"entry\":" + entry + ",\"platformKey\":\"" + platformKey() + "\",\"position\":" + position
                + ",\"proof\":{\"hash\":\"sm3\",\"index\":3,\"leaf\":\"" + VerifierTest.base64(leaf) + "\",\"path\":"
                + VerifierTest.path(path).replace(" ", "") + ",\"root\":\"" + VerifierTest.base64(root)
                + "\",\"size\":5},\"type\":\"" + type + "\",\"v\":1}";
    }

    String platformKey() {
        return VerifierTest.base64(key);
    }

    static byte[] otherKey() {
        return publicKey(SECRET.add(BigInteger.ONE));
    }

    private static byte[] publicKey(BigInteger secret) {
        return CURVE.getG().multiply(secret).normalize().getEncoded(false);
    }

    private static byte[] sign(byte[] message) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        ECDomainParameters domain = new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
        signer.init(true, new ECPrivateKeyParameters(SECRET, domain));
        signer.update(message, 0, message.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
