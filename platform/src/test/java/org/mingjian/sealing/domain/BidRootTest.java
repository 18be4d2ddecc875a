package org.mingjian.sealing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.crypto.Sm3;

/** The root over all bids of a tender. */
class BidRootTest {

    private static List<String> digests(int count, long seed) {
        Random random = new Random(seed);
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] digest = new byte[Sm3.LENGTH];
            random.nextBytes(digest);
            digests.add(Sm3.hex(digest));
        }
        return digests;
    }

    @Test
    void rootOfThreeIsThatOfRfc9162() {
        List<String> sorted = digests(3, 1).stream().sorted().toList();
        List<byte[]> leaves = sorted.stream()
                .map(digest -> Sm3.digest(new byte[] {0}, HexFormat.of().parseHex(digest)))
                .toList();
        byte[] left = Sm3.digest(new byte[] {1}, leaves.get(0), leaves.get(1));

        assertThat(BidRoot.of(sorted)).isEqualTo(Sm3.hex(Sm3.digest(new byte[] {1}, left, leaves.get(2))));
    }

    @Property(tries = 200)
    void orderOfTheReceiptsDoesNotMatter(@ForAll @IntRange(min = 1, max = 60) int count, @ForAll long seed) {
        List<String> digests = digests(count, seed);
        String root = BidRoot.of(digests);
        Collections.shuffle(digests, new Random(seed + 1));

        assertThat(BidRoot.of(digests)).isEqualTo(root);
    }

    @Property(tries = 200)
    void oneBidMoreOrLessOrOtherChangesTheRoot(@ForAll @IntRange(min = 2, max = 60) int count, @ForAll long seed) {
        List<String> digests = digests(count, seed);
        String root = BidRoot.of(digests);
        List<String> other = new ArrayList<>(digests);
        other.set(count / 2, digests(1, seed + 7).getFirst());

        assertThat(BidRoot.of(digests.subList(1, count))).isNotEqualTo(root);
        assertThat(BidRoot.of(other)).isNotEqualTo(root);
    }
}
