package org.mingjian.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Shares over the order of the SM2 curve, with Feldman's commitments. */
class Sm2SharesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final BigInteger N = Sm2.DOMAIN.getN();

    private static Map<Integer, byte[]> some(Sm2Shares.Split split, int count, long seed) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 1; i <= split.shares().size(); i++) {
            indices.add(i);
        }
        Collections.shuffle(indices, new Random(seed));
        Map<Integer, byte[]> some = new HashMap<>();
        indices.subList(0, count).forEach(i -> some.put(i, split.shares().get(i - 1)));
        return some;
    }

    @Property(tries = 150)
    void anyThresholdOfTheSharesGiveTheSecret(
            @ForAll @IntRange(min = 1, max = 16) int n, @ForAll @IntRange(min = 1, max = 16) int t, @ForAll long seed)
            throws CryptoFailure {
        int threshold = Math.min(t, n);
        Sm2Shares.Split split = Sm2Shares.split(threshold, n, RANDOM);

        assertThat(Sm2Shares.combine(some(split, threshold, seed))).isEqualTo(split.secret());
        assertThat(Sm2Shares.combine(some(split, n, seed))).isEqualTo(split.secret());
    }

    @Property(tries = 100)
    void oneShareLessGivesAnotherValue(
            @ForAll @IntRange(min = 2, max = 16) int n, @ForAll @IntRange(min = 2, max = 16) int t, @ForAll long seed)
            throws CryptoFailure {
        int threshold = Math.min(t, n);
        Sm2Shares.Split split = Sm2Shares.split(threshold, n, RANDOM);

        assertThat(Sm2Shares.combine(some(split, threshold - 1, seed))).isNotEqualTo(split.secret());
    }

    /**
     * For every candidate secret there is exactly one polynomial through the candidate and the t − 1 known shares, so
     * the shares favour no candidate: each explains them equally well.
     */
    @Property(tries = 60)
    void oneShareLessIsConsistentWithEveryCandidateSecret(
            @ForAll @IntRange(min = 2, max = 8) int t, @ForAll long candidate, @ForAll long seed) throws CryptoFailure {
        int n = Math.min(16, t + 2);
        Sm2Shares.Split split = Sm2Shares.split(t, n, RANDOM);
        Map<Integer, byte[]> known = some(split, t - 1, seed);
        BigInteger secret =
                BigInteger.valueOf(candidate).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
        int fresh = 1;
        while (known.containsKey(fresh)) {
            fresh++;
        }

        byte[] missing = shareThatExplains(known, secret, fresh);
        known.put(fresh, missing);

        assertThat(Sm2Shares.combine(known)).isEqualTo(Sm2.toFixed(secret));
    }

    /** The value at {@code at} of the polynomial through the known shares and (0, secret). */
    private static byte[] shareThatExplains(Map<Integer, byte[]> known, BigInteger secret, int at) {
        Map<Integer, BigInteger> points = new HashMap<>();
        known.forEach((i, share) -> points.put(i, new BigInteger(1, share)));
        points.put(0, secret);
        BigInteger sum = BigInteger.ZERO;
        for (int i : points.keySet()) {
            BigInteger term = Objects.requireNonNull(points.get(i));
            for (int j : points.keySet()) {
                if (j != i) {
                    term = term.multiply(BigInteger.valueOf(at - j))
                            .multiply(BigInteger.valueOf(i - j).modInverse(N))
                            .mod(N);
                }
            }
            sum = sum.add(term).mod(N);
        }
        return Sm2.toFixed(sum);
    }

    @Test
    void everyShareFitsItsOwnPlaceAndNoOther() throws CryptoFailure {
        Sm2Shares.Split split = Sm2Shares.split(3, 5, RANDOM);

        for (int share = 1; share <= 5; share++) {
            for (int place = 1; place <= 5; place++) {
                assertThat(Sm2Shares.fits(
                                split.commitments(), place, split.shares().get(share - 1)))
                        .isEqualTo(share == place);
            }
            assertThat(Sm2Shares.pointOf(split.shares().get(share - 1)))
                    .isEqualTo(Sm2Shares.expectedPoint(split.commitments(), share));
        }
    }

    @Test
    void everyChangedBitOfAShareIsNoticed() {
        Sm2Shares.Split split = Sm2Shares.split(3, 4, RANDOM);
        byte[] share = split.shares().get(2);

        for (int bit = 0; bit < share.length * 8; bit++) {
            byte[] changed = share.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Sm2Shares.fits(split.commitments(), 3, changed))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void changedCommitmentsFitNoShare() {
        Sm2Shares.Split split = Sm2Shares.split(3, 4, RANDOM);
        Sm2Shares.Split other = Sm2Shares.split(3, 4, RANDOM);

        for (int k = 0; k < 3; k++) {
            List<byte[]> changed = new ArrayList<>(split.commitments());
            changed.set(k, other.commitments().get(k));
            assertThat(Sm2Shares.fits(changed, 1, split.shares().get(0))).isFalse();
        }
        List<byte[]> off = new ArrayList<>(split.commitments());
        byte[] point = off.get(0).clone();
        point[40] ^= 1;
        off.set(0, point);
        assertThat(Sm2Shares.fits(off, 1, split.shares().get(0))).isFalse();
    }

    @Test
    void sharesThatAreNoScalarsAreRefused() {
        Sm2Shares.Split split = Sm2Shares.split(2, 3, RANDOM);

        for (byte[] none : List.of(new byte[32], new byte[31], new byte[33], Sm2.toFixed(N), filled((byte) 0xff))) {
            assertThat(Sm2Shares.fits(split.commitments(), 1, none)).isFalse();
            assertThatThrownBy(() -> Sm2Shares.combine(Map.of(1, none))).isInstanceOf(CryptoFailure.class);
        }
        assertThat(Sm2Shares.fits(split.commitments(), 0, split.shares().get(0)))
                .isFalse();
        assertThat(Sm2Shares.fits(split.commitments(), 17, split.shares().get(0)))
                .isFalse();
    }

    private static byte[] filled(byte with) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, with);
        return bytes;
    }

    @Test
    void impossibleSharingsAreRefused() {
        assertThatThrownBy(() -> Sm2Shares.split(0, 3, RANDOM)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sm2Shares.split(4, 3, RANDOM)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sm2Shares.split(3, 17, RANDOM)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noTwoSharingsHaveASecretACoefficientOrAShareInCommon() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Sm2Shares.Split split = Sm2Shares.split(3, 4, RANDOM);
            assertThat(seen.add(Sm3.hex(split.secret()))).isTrue();
            split.shares().forEach(share -> assertThat(seen.add(Sm3.hex(share))).isTrue());
            split.commitments()
                    .forEach(point -> assertThat(seen.add(Sm3.hex(point))).isTrue());
        }
    }
}
