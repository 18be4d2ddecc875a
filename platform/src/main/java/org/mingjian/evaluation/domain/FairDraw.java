package org.mingjian.evaluation.domain;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.mingjian.kernel.crypto.Sm3;

/**
 * Draws ids without replacement by SM3(seed ‖ 0 ‖ purpose ‖ 0 ‖ counter), for parameters of a price formula that are
 * drawn at the opening. The seed is the digest of the opening record's fact: public, and fixed before anybody could
 * choose.
 */
public final class FairDraw {

    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(256);

    private final byte[] seed;
    private final byte[] purpose;
    private long counter;

    public FairDraw(byte[] seed, String purpose) {
        this.seed = seed.clone();
        this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
    }

    /** @param ordered in an order that anybody can repeat */
    public List<String> draw(List<String> ordered, int number) {
        var left = new ArrayList<>(ordered);
        var drawn = new ArrayList<String>();
        while (drawn.size() < number && !left.isEmpty()) {
            drawn.add(left.remove(below(left.size())));
        }
        return List.copyOf(drawn);
    }

    private int below(int bound) {
        BigInteger size = BigInteger.valueOf(bound);
        BigInteger fair = SPACE.subtract(SPACE.mod(size));
        while (true) {
            byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(counter++).array();
            BigInteger value = new BigInteger(1, Sm3.digest(seed, new byte[1], purpose, new byte[1], count));
            if (value.compareTo(fair) < 0) {
                return value.mod(size).intValueExact();
            }
        }
    }
}
