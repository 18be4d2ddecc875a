package org.mingjian.expert.domain;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mingjian.expert.ExpertId;
import org.mingjian.kernel.crypto.Sm3;

/**
 * The order of a draw: a stream of SM3(seed ‖ purpose ‖ time ‖ specialty ‖ counter) chooses from the candidates in
 * ascending
 * order of their ids, without replacement. Whoever has the record repeats it.
 */
public final class Drawing {

    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(256);

    private final byte[] prefix;
    private long counter;

    public Drawing(byte[] seed, String purpose, Instant at, String specialty) {
        this.prefix = ByteBuffer.allocate(seed.length
                        + purpose.getBytes(StandardCharsets.UTF_8).length
                        + at.toString().length()
                        + specialty.getBytes(StandardCharsets.UTF_8).length
                        + 3)
                .put(seed)
                .put((byte) 0)
                .put(purpose.getBytes(StandardCharsets.UTF_8))
                .put((byte) 0)
                .put(at.toString().getBytes(StandardCharsets.UTF_8))
                .put((byte) 0)
                .put(specialty.getBytes(StandardCharsets.UTF_8))
                .array();
    }

    /** Candidates in the order in which a draw takes and records them. */
    public static List<ExpertId> ordered(List<ExpertId> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparing(ExpertId::toString))
                .toList();
    }

    /** SM3 over the ids, one a line. */
    public static String digest(List<ExpertId> ordered) {
        Sm3 sm3 = new Sm3();
        ordered.forEach(id -> sm3.update((id + "\n").getBytes(StandardCharsets.US_ASCII)));
        return Sm3.hex(sm3.finish());
    }

    public List<ExpertId> draw(List<ExpertId> ordered, int number) {
        var left = new ArrayList<>(ordered);
        var drawn = new ArrayList<ExpertId>(number);
        while (drawn.size() < number && !left.isEmpty()) {
            drawn.add(left.remove(below(left.size())));
        }
        return List.copyOf(drawn);
    }

    /** A number from 0 to below {@code bound}, each as likely: values of the last incomplete run are thrown away. */
    private int below(int bound) {
        BigInteger size = BigInteger.valueOf(bound);
        BigInteger fair = SPACE.subtract(SPACE.mod(size));
        while (true) {
            byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(counter++).array();
            BigInteger value = new BigInteger(1, Sm3.digest(prefix, count));
            if (value.compareTo(fair) < 0) {
                return value.mod(size).intValueExact();
            }
        }
    }
}
