package org.mingjian.draw.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjian.draw.DrawParty;
import org.mingjian.draw.DrawPlan.Entry;
import org.mingjian.draw.DrawPlan.Lot;
import org.mingjian.draw.Taken;
import org.mingjian.kernel.crypto.Sm3;

class PoolTest {

    private static Pool pool(List<Entry> entries) {
        return Pool.read(Pool.written(entries, Collections.nCopies(entries.size(), "")));
    }

    private static List<Entry> entries(String lot, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Entry(lot, "e" + i, ""))
                .toList();
    }

    private static String output(int n) {
        return Sm3.hex(Sm3.digest(new byte[] {(byte) (n >> 8), (byte) n}));
    }

    @Test
    void everyOneOfTheFirstPlacesIsAsLikely() {
        Map<String, Integer> firsts = new HashMap<>();
        Pool pool = pool(entries("A", 10));
        for (int i = 0; i < 5000; i++) {
            firsts.merge(pool.order("A", output(i)).getFirst(), 1, Integer::sum);
        }
        // 500 expected, standard deviation 21; the outputs are fixed, so this cannot flicker
        assertThat(firsts).hasSize(10);
        assertThat(firsts.values()).allMatch(count -> count > 400 && count < 600);
    }

    @Test
    void excludedEntriesAreInTheRootAndNeverInTheOrder() {
        List<Entry> entries = new ArrayList<>(entries("A", 3));
        String root = pool(entries).root();
        entries.set(1, new Entry("A", "e1", "回避"));

        assertThat(pool(entries).root()).isNotEqualTo(root);
        assertThat(pool(entries).order("A", output(1))).containsExactlyInAnyOrder("e0", "e2");
    }

    @Test
    void saltChangesTheOrderSoThatIdsAloneTellNothing() {
        List<Entry> entries = entries("A", 20);
        List<String> plain = pool(entries).order("A", output(7));
        List<String> salted =
                Pool.read(Pool.written(entries, Collections.nCopies(20, "ff"))).order("A", output(7));

        assertThat(salted).isNotEqualTo(plain).containsExactlyInAnyOrderElementsOf(plain);
    }

    @Test
    void whoIsTakenInOneLotIsPassedOverInTheNext() {
        List<Entry> entries = new ArrayList<>(entries("A", 6));
        entries.addAll(entries("B", 6));
        for (int i = 0; i < 200; i++) {
            List<Taken> taken = pool(entries).take(List.of(new Lot("A", 3), new Lot("B", 3)), output(i));
            assertThat(taken).extracting(Taken::id).hasSize(6).doesNotHaveDuplicates();
        }
    }

    @Test
    void entropyIsTheLogarithmOfTheWaysAndSmallPoolsAreWarnedOf() {
        // C(20, 5) = 15504 = 2^13.9
        Odds fair = new Odds(List.of(new Lot("A", 5)), entries("A", 20));
        assertThat(fair.bits()).isEqualTo(13);
        assertThat(fair.warnings(1)).isEmpty();
        assertThat(fair.warnings(3)).containsExactly("EX-03");
        // C(14, 5): 14 < 3 × 5
        assertThat(new Odds(List.of(new Lot("A", 5)), entries("A", 14)).warnings(1))
                .containsExactly("EX-02 A");
        Odds chosen = new Odds(List.of(new Lot("A", 5)), entries("A", 5));
        assertThat(chosen.bits()).isZero();
        assertThat(chosen.tooSmall()).isEmpty();
        assertThat(new Odds(List.of(new Lot("A", 5)), entries("A", 4)).tooSmall())
                .contains("A");
    }

    @Test
    void lotsThatShareCandidatesMustHaveEnoughTogether() {
        List<Entry> shared = new ArrayList<>(entries("A", 4));
        shared.addAll(entries("B", 4));

        assertThat(new Odds(List.of(new Lot("A", 2), new Lot("B", 2)), shared).tooSmall())
                .isEmpty();
        assertThat(new Odds(List.of(new Lot("A", 2), new Lot("B", 3)), shared).tooSmall())
                .contains("B");
    }

    @Test
    void commitmentBindsDrawPartyAndSeed() {
        String commitment = Seeds.commitment("T/experts/1", DrawParty.TENDERER, "00");
        assertThat(Seeds.commitment("T/experts/2", DrawParty.TENDERER, "00")).isNotEqualTo(commitment);
        assertThat(Seeds.commitment("T/experts/1", DrawParty.SUPERVISOR, "00")).isNotEqualTo(commitment);
        assertThat(Seeds.commitment("T/experts/1", DrawParty.TENDERER, "01")).isNotEqualTo(commitment);
    }
}
