package org.mingjian.verifier;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.math.ec.ECPoint;

/** Shamir's shares over the order of the SM2 curve with Feldman's commitments ("Openers" in the format). */
final class Shares {

    private static final BigInteger N = Sm2Secret.CURVE.getN();

    private Shares() {}

    /** Where shares belong: they bind trade, bidder and bid. */
    record Place(String trade, String creditCode, byte[] prefix) {

        /** SM3 that ties share {@code index}, or for 0 the key, to this bid. */
        byte[] binding(int index) {
            return TreeHash.SM3.digest(
                    ("mingjian-sealed-bid-2 share\n" + trade + "\n" + creditCode + "\n")
                            .getBytes(StandardCharsets.UTF_8),
                    prefix,
                    ByteBuffer.allocate(4).putInt(index).array());
        }
    }

    /** A secret, its commitments and its shares, the first of index 1. */
    record Split(byte[] secret, List<byte[]> commitments, List<byte[]> shares) {}

    static Split split(int threshold, int count, SecureRandom random) {
        List<BigInteger> coefficients = new ArrayList<>();
        while (coefficients.size() < threshold) {
            BigInteger value = new BigInteger(N.bitLength(), random);
            if (value.signum() > 0 && value.compareTo(N) < 0) {
                coefficients.add(value);
            }
        }
        List<byte[]> shares = new ArrayList<>();
        for (int index = 1; index <= count; index++) {
            BigInteger sum = BigInteger.ZERO;
            for (int k = threshold - 1; k >= 0; k--) {
                sum = sum.multiply(BigInteger.valueOf(index))
                        .add(coefficients.get(k))
                        .mod(N);
            }
            if (sum.signum() == 0) {
                return split(threshold, count, random);
            }
            shares.add(bytes(sum));
        }
        List<byte[]> commitments = coefficients.stream()
                .map(one -> Sm2Secret.CURVE.getG().multiply(one).normalize().getEncoded(false))
                .toList();
        return new Split(bytes(coefficients.get(0)), commitments, shares);
    }

    /** Whether this is share {@code index} of what the commitments stand for. */
    static boolean fits(List<byte[]> commitments, int index, byte[] share) {
        BigInteger value = new BigInteger(1, share);
        if (share.length != 32 || value.signum() == 0 || value.compareTo(N) >= 0 || index < 1 || index > 16) {
            return false;
        }
        ECPoint expected = Sm2Secret.CURVE.getCurve().getInfinity();
        for (int k = commitments.size() - 1; k >= 0; k--) {
            ECPoint commitment = Sm2Secret.CURVE.getCurve().decodePoint(commitments.get(k));
            expected = expected.multiply(BigInteger.valueOf(index)).add(commitment);
        }
        return Sm2Secret.CURVE.getG().multiply(value).normalize().equals(expected.normalize());
    }

    /** Lagrange at 0. */
    static byte[] combine(Map<Integer, byte[]> shares) {
        BigInteger secret = BigInteger.ZERO;
        for (Map.Entry<Integer, byte[]> one : shares.entrySet()) {
            BigInteger over = BigInteger.ONE;
            BigInteger under = BigInteger.ONE;
            for (int other : shares.keySet()) {
                if (other != one.getKey()) {
                    over = over.multiply(BigInteger.valueOf(other)).mod(N);
                    under = under.multiply(BigInteger.valueOf(other - one.getKey()))
                            .mod(N);
                }
            }
            BigInteger weight = over.multiply(under.modInverse(N));
            secret = secret.add(new BigInteger(1, one.getValue()).multiply(weight))
                    .mod(N);
        }
        return bytes(secret);
    }

    /** The key that wraps the content key. */
    static Sm4.Box box(byte[] secret, Place place) {
        byte[] kek = TreeHash.SM3.digest("mingjian-sealed-bid-2 kek\n".getBytes(StandardCharsets.US_ASCII), secret);
        return new Sm4.Box(Arrays.copyOf(kek, Sm4.KEY), new byte[12], place.binding(0));
    }

    private static byte[] bytes(BigInteger value) {
        byte[] raw = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(raw.length, 32);
        System.arraycopy(raw, raw.length - length, fixed, 32 - length, length);
        return fixed;
    }
}
