package org.mingjian.kernel.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A random secret shared among several people: any <i>t</i> of <i>n</i> shares give it, fewer give nothing (Shamir
 * 1979,
 * over the integers modulo the order n of the SM2 curve), and each share can be checked alone against public
 * commitments
 * (Feldman 1987, points of the SM2 curve). The commitments reveal {@code secret·G} and nothing else, so the secret must
 * be a uniformly random scalar and a key must be derived from it, never be it.
 */
public final class Sm2Shares {

    /** Length of a share and of the secret, in bytes. */
    public static final int SHARE_LENGTH = 32;

    /** More openers than this nobody names. */
    public static final int MOST = 16;

    private static final BigInteger N = Sm2.DOMAIN.getN();

    private Sm2Shares() {}

    /**
     * A secret and its shares.
     *
     * @param secret 32 bytes, big endian, 1 … n−1
     * @param commitments <i>t</i> points {@code 04‖X‖Y}: coefficient k of the polynomial, times G
     * @param shares share i+1 at index i: the polynomial at i+1, 32 bytes, never 0
     */
    public record Split(byte[] secret, List<byte[]> commitments, List<byte[]> shares) {
        public Split {
            commitments = List.copyOf(commitments);
            shares = List.copyOf(shares);
        }
    }

    /** A fresh secret in {@code count} shares, any {@code threshold} of which give it back. */
    public static Split split(int threshold, int count, SecureRandom random) {
        if (threshold < 1 || threshold > count || count > MOST) {
            throw new IllegalArgumentException("there is no sharing " + threshold + " of " + count);
        }
        while (true) {
            List<BigInteger> coefficients = new ArrayList<>();
            for (int k = 0; k < threshold; k++) {
                coefficients.add(scalar(random));
            }
            List<BigInteger> values = new ArrayList<>();
            for (int index = 1; index <= count; index++) {
                values.add(valueAt(coefficients, index));
            }
            if (values.stream().allMatch(value -> value.signum() > 0)) {
                return new Split(
                        Sm2.toFixed(coefficients.getFirst()),
                        coefficients.stream().map(Sm2Shares::timesG).toList(),
                        values.stream().map(Sm2::toFixed).toList());
            }
        }
    }

    /** Horner's scheme modulo n. */
    static BigInteger valueAt(List<BigInteger> coefficients, int index) {
        BigInteger at = BigInteger.valueOf(index);
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger coefficient : coefficients.reversed()) {
            sum = sum.multiply(at).add(coefficient).mod(N);
        }
        return sum;
    }

    /** The public point of a share, {@code share·G}; it shows which share was given without showing the share. */
    public static byte[] pointOf(byte[] share) throws CryptoFailure {
        return timesG(scalarOf(share));
    }

    /** The public point that share {@code index} must have, from the commitments alone. */
    public static byte[] expectedPoint(List<byte[]> commitments, int index) throws CryptoFailure {
        if (index < 1 || index > MOST) {
            throw new CryptoFailure("there is no share " + index);
        }
        BigInteger at = BigInteger.valueOf(index);
        ECPoint sum = Sm2.DOMAIN.getCurve().getInfinity();
        for (byte[] commitment : commitments.reversed()) {
            sum = sum.multiply(at).add(decoded(commitment));
        }
        if (sum.isInfinity()) {
            throw new CryptoFailure("the commitments give share " + index + " no point");
        }
        return sum.normalize().getEncoded(false);
    }

    /**
     * Whether this is share {@code index} of the secret that the commitments stand for; anything malformed is false.
     */
    public static boolean fits(List<byte[]> commitments, int index, byte[] share) {
        try {
            return MessageDigest.isEqual(pointOf(share), expectedPoint(commitments, index));
        } catch (CryptoFailure malformed) {
            return false;
        }
    }

    /**
     * The secret, by Lagrange's formula at 0; it is the right one only if every share fits the commitments and there
     * are
     * enough of them.
     *
     * @param shares by index, from 1
     */
    public static byte[] combine(Map<Integer, byte[]> shares) throws CryptoFailure {
        BigInteger secret = BigInteger.ZERO;
        for (Map.Entry<Integer, byte[]> one : shares.entrySet()) {
            BigInteger at = BigInteger.valueOf(one.getKey());
            BigInteger over = BigInteger.ONE;
            BigInteger under = BigInteger.ONE;
            for (int other : shares.keySet()) {
                if (other != one.getKey()) {
                    BigInteger there = BigInteger.valueOf(other);
                    over = over.multiply(there).mod(N);
                    under = under.multiply(there.subtract(at)).mod(N);
                }
            }
            BigInteger weight = over.multiply(under.modInverse(N));
            secret = secret.add(scalarOf(one.getValue()).multiply(weight)).mod(N);
        }
        if (secret.signum() == 0) {
            throw new CryptoFailure("these shares do not make a secret");
        }
        return Sm2.toFixed(secret);
    }

    private static BigInteger scalar(SecureRandom random) {
        BigInteger value;
        do {
            value = new BigInteger(N.bitLength(), random);
        } while (value.signum() == 0 || value.compareTo(N) >= 0);
        return value;
    }

    private static BigInteger scalarOf(byte[] bytes) throws CryptoFailure {
        BigInteger value = new BigInteger(1, bytes);
        if (bytes.length != SHARE_LENGTH || value.signum() == 0 || value.compareTo(N) >= 0) {
            throw new CryptoFailure("not a share: 32 bytes, 1 to n-1");
        }
        return value;
    }

    private static byte[] timesG(BigInteger scalar) {
        return new FixedPointCombMultiplier()
                .multiply(Sm2.DOMAIN.getG(), scalar)
                .normalize()
                .getEncoded(false);
    }

    private static ECPoint decoded(byte[] point) throws CryptoFailure {
        if (!Sm2.isPublicKey(point)) {
            throw new CryptoFailure("a commitment is not a point of the SM2 curve");
        }
        return Sm2.DOMAIN.getCurve().decodePoint(point);
    }
}
