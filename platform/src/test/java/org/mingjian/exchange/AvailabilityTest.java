package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.Availability.Stretch;
import org.mingjian.exchange.ReportedOutages.Part;
import org.mingjian.exchange.ReportedOutages.Reported;
import org.mingjian.exchange.domain.LinkCheck;

/** 可用率 from reported outages: both kinds count, overlaps once, clipped to the period, what goes on until now. */
class AvailabilityTest {

    private static final Instant FROM = Instant.parse("2026-10-31T16:00:00Z");
    private static final Instant UNTIL = FROM.plus(Duration.ofHours(100));
    private static final Instant LATER = UNTIL.plus(Duration.ofDays(9));

    @Test
    void plannedAndUnplannedCountAndWhatOverlapsCountsOnceAsUnplanned() {
        Availability counted = Availability.of(
                List.of(outage(true, 10, 14), outage(false, 12, 16), outage(true, 30, 31)), FROM, UNTIL, LATER);

        assertThat(counted.lost()).isEqualTo(hours(7));
        assertThat(counted.unplanned()).isEqualTo(hours(4));
        assertThat(counted.planned()).isEqualTo(hours(3));
        assertThat(counted.percent()).isEqualTo("93.00");
        assertThat(counted.plannedTimes()).isEqualTo(2);
        assertThat(counted.stretches()).containsExactly(stretch(10, 16), stretch(30, 31));
        assertThat(counted.words()).contains("总时长100小时", "停用7小时", "计划2次、3小时", "非计划1次、4小时");
    }

    @Test
    void anOutageIsClippedToThePeriodAndOneOutsideOfItIsNone() {
        Availability counted = Availability.of(
                List.of(outage(false, -5, 2), outage(false, 98, 120), outage(false, 100, 110), outage(false, -9, 0)),
                FROM,
                UNTIL,
                LATER);

        assertThat(counted.lost()).isEqualTo(hours(4));
        assertThat(counted.unplannedTimes()).isEqualTo(2);
    }

    @Test
    void whatGoesOnCountsUntilNowAndThePeriodIsNoLongerThanThat() {
        Availability counted =
                Availability.of(List.of(outage(false, 40, null)), FROM, UNTIL, FROM.plus(Duration.ofHours(50)));

        assertThat(counted.whole()).isEqualTo(hours(50));
        assertThat(counted.percent()).isEqualTo("80.00");
        assertThat(Availability.of(List.of(), FROM, UNTIL, FROM).percent())
                .as("of no time there is no rate")
                .isEmpty();
    }

    @Property(tries = 200)
    void secondsLostAreThoseOfTheUnion(@ForAll Random random) {
        boolean[] out = new boolean[100];
        List<Reported> all = IntStream.range(0, random.nextInt(8))
                .mapToObj(i -> {
                    int begin = random.nextInt(140) - 20;
                    int end = begin + 1 + random.nextInt(30);
                    Arrays.fill(out, Math.clamp(begin, 0, 100), Math.clamp(end, 0, 100), true);
                    return outage(random.nextBoolean(), begin, end);
                })
                .toList();

        Availability counted = Availability.of(all, FROM, UNTIL, LATER);

        assertThat(counted.lost()).isEqualTo(hours((int)
                IntStream.range(0, 100).filter(i -> out[i]).count()));
        assertThat(counted.planned() + counted.unplanned()).isEqualTo(counted.lost());
    }

    @Test
    void theMeasuredLineIsComparedWithWhatWasReportedOfIt() {
        // Unanswered from 2 to 6, reported from 3 to 4; reported from 20 to 22, answered for half an hour of it.
        List<LinkCheck.Difference> found = LinkCheck.differences(
                List.of(stretch(2, 6)),
                List.of(new LinkCheck.Asked(stretch(3, 4), 0), new LinkCheck.Asked(stretch(20, 22), 30)));

        assertThat(found)
                .extracting(LinkCheck.Difference::kind, LinkCheck.Difference::from, LinkCheck.Difference::minutes)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(LinkCheck.Kind.NOT_REPORTED, at(2), 60L),
                        org.assertj.core.groups.Tuple.tuple(LinkCheck.Kind.NOT_REPORTED, at(4), 120L),
                        org.assertj.core.groups.Tuple.tuple(LinkCheck.Kind.ANSWERED, at(20), 30L));
        assertThat(LinkCheck.differences(List.of(stretch(2, 6)), List.of(new LinkCheck.Asked(stretch(1, 7), 4))))
                .as("reported as measured, but for a minute or four")
                .isEmpty();
    }

    private static long hours(int hours) {
        return Duration.ofHours(hours).toSeconds();
    }

    private static Instant at(int hour) {
        return FROM.plus(Duration.ofHours(hour));
    }

    private static Stretch stretch(int from, int until) {
        return new Stretch(at(from), at(until));
    }

    private static Reported outage(boolean planned, int from, @Nullable Integer until) {
        return new Reported(
                UUID.randomUUID(),
                1,
                "E9901000001",
                "990100",
                Part.SYSTEM,
                "服务系统",
                planned,
                false,
                at(from),
                until == null ? null : at(until));
    }
}
