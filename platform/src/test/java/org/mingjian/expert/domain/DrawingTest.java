package org.mingjian.expert.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mingjian.expert.ExpertId;
import org.mingjian.expert.ExpertState;
import org.mingjian.expert.ExpertView;
import org.mingjian.expert.Interested;
import org.mingjian.expert.Tie;

class DrawingTest {

    private static final Instant AT = Instant.parse("2026-03-16T01:00:00Z");

    private static List<ExpertId> candidates(int number) {
        return Drawing.ordered(LongStream.range(0, number)
                .mapToObj(i -> new ExpertId(new UUID(i * 7919, i)))
                .toList());
    }

    @Property(tries = 200)
    void drawTakesDistinctCandidatesAndIsRepeatable(
            @ForAll @Size(32) byte[] seed,
            @ForAll @IntRange(min = 1, max = 60) int pool,
            @ForAll @IntRange(max = 70) int number) {
        List<ExpertId> from = candidates(pool);

        List<ExpertId> drawn = new Drawing(seed, "trade", AT, "A08").draw(from, number);

        assertThat(drawn)
                .hasSize(Math.min(pool, number))
                .doesNotHaveDuplicates()
                .isSubsetOf(from);
        assertThat(new Drawing(seed, "trade", AT, "A08").draw(from, number)).isEqualTo(drawn);
    }

    @Test
    void everyCandidateIsDrawnAboutAsOften() {
        int[] counts = new int[7];
        List<ExpertId> from = candidates(7);
        for (int i = 0; i < 7000; i++) {
            byte[] seed = java.nio.ByteBuffer.allocate(32).putInt(i).array();
            counts[
                    from.indexOf(
                            new Drawing(seed, "trade", AT, "A08").draw(from, 1).getFirst())]++;
        }

        // 1000 expected, standard deviation 29: five of them on either side
        assertThat(counts).satisfies(all -> {
            for (int count : all) {
                assertThat(count).isBetween(853, 1147);
            }
        });
    }

    @Test
    void anyPartOfTheSeedChangesTheOrder() {
        List<ExpertId> from = candidates(50);
        byte[] seed = new byte[32];
        var orders = new HashSet<List<ExpertId>>();
        orders.add(new Drawing(seed, "trade", AT, "A08").draw(from, 10));
        orders.add(new Drawing(seed, "trade2", AT, "A08").draw(from, 10));
        orders.add(new Drawing(seed, "trade", AT.plusMillis(1), "A08").draw(from, 10));
        orders.add(new Drawing(seed, "trade", AT, "A09").draw(from, 10));
        seed[31] = 1;
        orders.add(new Drawing(seed, "trade", AT, "A08").draw(from, 10));

        assertThat(orders).hasSize(5);
    }

    @Test
    void employerTiesAndNamesInTwoKindsOfBracketsAreAvoided() {
        LocalDate day = LocalDate.of(2026, 3, 16);
        var bidder = List.of(new Interested("江北建工（集团）有限公司", null, "投标人"));

        assertThat(Avoidance.reason(expert("江北建工(集团) 有限公司", List.of()), bidder, day))
                .contains("现任职单位为投标人");
        assertThat(Avoidance.reason(expert("明州大学", List.of()), bidder, day)).isEmpty();
        assertThat(Avoidance.reason(expert("明州大学", past(LocalDate.of(2023, 3, 16))), bidder, day))
                .isPresent();
        assertThat(Avoidance.reason(expert("明州大学", past(LocalDate.of(2023, 3, 15))), bidder, day))
                .isEmpty();
        assertThat(Avoidance.reason(
                        expert("明州大学", List.of(new Tie(Tie.Kind.RELATIVE, "江北建工（集团）有限公司", null, null))), bidder, day))
                .contains("近亲属任职：投标人");
    }

    @Test
    void creditCodesDecideWhereBothAreKnown() {
        LocalDate day = LocalDate.of(2026, 3, 16);
        ExpertView expert = new ExpertView(
                new ExpertId(new UUID(0, 1)),
                null,
                "甲",
                "改名前的公司",
                "91330000MA2RU2PC14",
                "990100",
                List.of("A08"),
                10,
                List.of(),
                ExpertState.ACTIVE,
                null);

        assertThat(Avoidance.reason(expert, List.of(new Interested("改名后的公司", "91330000MA2RU2PC14", "投标人")), day))
                .isPresent();
        assertThat(Avoidance.reason(expert, List.of(new Interested("改名前的公司", "91330000MA2RU2PC22", "投标人")), day))
                .isEmpty();
    }

    private static List<Tie> past(LocalDate until) {
        return List.of(new Tie(Tie.Kind.PAST_EMPLOYER, "江北建工（集团）有限公司", null, until));
    }

    private static ExpertView expert(String employer, List<Tie> ties) {
        return new ExpertView(
                new ExpertId(new UUID(0, 1)),
                null,
                "甲",
                employer,
                null,
                "990100",
                List.of("A08"),
                10,
                ties,
                ExpertState.ACTIVE,
                null);
    }
}
