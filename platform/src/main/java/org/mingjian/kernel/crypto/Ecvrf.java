package org.mingjian.kernel.crypto;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/**
 * 可验证随机函数 (RFC 9381 §5): for a key and an input there is exactly one output; only the holder of the private key can
 * compute it, and everybody can check it. The nonce is derived from key and input (RFC 6979), so none is ever drawn
 * twice.
 */
public final class Ecvrf {

    /** Length of a compressed public key. */
    public static final int PUBLIC_LENGTH = 33;

    /** Length of a proof: point, challenge, scalar. */
    public static final int PROOF_LENGTH = 81;

    /** Length of an output. */
    public static final int OUTPUT_LENGTH = 32;

    private static final int SCALAR = 32;
    private static final int CHALLENGE = 16;
    private static final byte COMPRESSED = 2;

    private final VrfSuite suite;

    public Ecvrf(VrfSuite suite) {
        this.suite = suite;
    }

    /**
     * @param output 32 bytes, called beta in the RFC
     * @param proof 81 bytes, called pi
     */
    public record Proven(byte[] output, byte[] proof) {}

    /** A fresh private key of 32 bytes. */
    public byte[] generate(SecureRandom random) {
        BigInteger order = order();
        BigInteger limit = order.subtract(BigInteger.TWO);
        return BigIntegers.asUnsignedByteArray(SCALAR, BigIntegers.createRandomInRange(BigInteger.ONE, limit, random));
    }

    /** The compressed public key of a private key. */
    public byte[] publicKeyOf(byte[] privateKey) {
        return string(base(secret(privateKey)));
    }

    /** §5.1 ECVRF_prove; an unusable private key is a bug of the caller. */
    public Proven prove(byte[] privateKey, byte[] input) {
        BigInteger x = secret(privateKey);
        ECPoint key = base(x);
        ECPoint h = encode(string(key), input);
        ECPoint gamma = times(h, x);
        BigInteger k = nonce(x, string(h));
        BigInteger c = challenge(key, h, gamma, base(k), times(h, k));
        BigInteger s = k.add(c.multiply(x)).mod(order());
        byte[] proof = concat(
                string(gamma),
                BigIntegers.asUnsignedByteArray(CHALLENGE, c),
                BigIntegers.asUnsignedByteArray(SCALAR, s));
        return new Proven(output(gamma), proof);
    }

    /** §5.3 ECVRF_verify: the output, or empty when the proof is not one for this key and input. */
    public Optional<byte[]> verify(byte[] publicKey, byte[] input, byte[] proof) {
        if (proof.length != PROOF_LENGTH || publicKey.length != PUBLIC_LENGTH) {
            return Optional.empty();
        }
        Optional<ECPoint> key = point(publicKey);
        Optional<ECPoint> gamma = point(Arrays.copyOf(proof, PUBLIC_LENGTH));
        BigInteger c = new BigInteger(1, Arrays.copyOfRange(proof, PUBLIC_LENGTH, PUBLIC_LENGTH + CHALLENGE));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(proof, PUBLIC_LENGTH + CHALLENGE, PROOF_LENGTH));
        if (key.isEmpty() || gamma.isEmpty() || s.compareTo(order()) >= 0) {
            return Optional.empty();
        }
        ECPoint h = encode(string(key.get()), input);
        ECPoint minusKey = key.get().negate();
        ECPoint minusGamma = gamma.get().negate();
        ECPoint u = ECAlgorithms.sumOfTwoMultiplies(suite.curve().getG(), s, minusKey, c)
                .normalize();
        ECPoint v = ECAlgorithms.sumOfTwoMultiplies(h, s, minusGamma, c).normalize();
        if (u.isInfinity() || v.isInfinity()) {
            return Optional.empty();
        }
        return challenge(key.get(), h, gamma.get(), u, v).equals(c)
                ? Optional.of(output(gamma.get()))
                : Optional.empty();
    }

    /** §5.4.1.1: the first counter whose hash is the x of a point; half of them are. */
    private ECPoint encode(byte[] salt, byte[] input) {
        for (int counter = 0; counter < 256; counter++) {
            byte[] tried = suite.hash(head(1), salt, input, new byte[] {(byte) counter, 0});
            Optional<ECPoint> found = point(concat(new byte[] {COMPRESSED}, tried));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("no point in 256 tries, which happens once in 2^256");
    }

    /** §5.4.2.1: RFC 6979 with the suite's hash. */
    private BigInteger nonce(BigInteger x, byte[] h) {
        HMacDSAKCalculator calculator = new HMacDSAKCalculator(suite.newHash());
        calculator.init(order(), x, suite.hash(h));
        return calculator.nextK();
    }

    /** §5.4.3. */
    private BigInteger challenge(ECPoint... points) {
        byte[] all = head(2);
        for (ECPoint point : points) {
            all = concat(all, string(point));
        }
        return new BigInteger(1, Arrays.copyOf(suite.hash(all, new byte[1]), CHALLENGE));
    }

    /** §5.2. */
    private byte[] output(ECPoint gamma) {
        return suite.hash(head(3), string(gamma), new byte[1]);
    }

    private byte[] head(int domain) {
        return new byte[] {suite.octet(), (byte) domain};
    }

    private BigInteger order() {
        return suite.curve().getN();
    }

    private BigInteger secret(byte[] privateKey) {
        BigInteger x = new BigInteger(1, privateKey);
        if (privateKey.length != SCALAR || x.signum() == 0 || x.compareTo(order()) >= 0) {
            throw new IllegalArgumentException("not a private key of " + suite.id());
        }
        return x;
    }

    private ECPoint base(BigInteger scalar) {
        return new FixedPointCombMultiplier()
                .multiply(suite.curve().getG(), scalar)
                .normalize();
    }

    /** By Montgomery's ladder: one addition and one doubling for each bit, whatever the bit. */
    private static ECPoint times(ECPoint point, BigInteger secret) {
        ECPoint[] ladder = {point.getCurve().getInfinity(), point};
        for (int i = Byte.SIZE * SCALAR - 1; i >= 0; i--) {
            int bit = secret.testBit(i) ? 1 : 0;
            ladder[1 - bit] = ladder[0].add(ladder[1]);
            ladder[bit] = ladder[bit].twice();
        }
        return ladder[0].normalize();
    }

    private Optional<ECPoint> point(byte[] compressed) {
        if (compressed[0] != COMPRESSED && compressed[0] != COMPRESSED + 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(suite.curve().getCurve().decodePoint(compressed));
        } catch (IllegalArgumentException offCurve) {
            return Optional.empty();
        }
    }

    private static byte[] string(ECPoint point) {
        return point.normalize().getEncoded(true);
    }

    private static byte[] concat(byte[]... parts) {
        return org.bouncycastle.util.Arrays.concatenate(parts);
    }
}
