package org.mingjian.watch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** 限流: never more than burst and pace allow, never less. */
class MeterTest {

    private static final long SECOND = 1_000_000_000L;

    @Property
    void inAnyStretchNoMoreThanBurstAndPaceMayPass(
            @ForAll @IntRange(min = 1, max = 50) int perSecond,
            @ForAll @IntRange(min = 1, max = 100) int burst,
            @ForAll @IntRange(min = 1, max = 20) int seconds) {
        Meter meter = new Meter();
        Pace pace = new Pace(perSecond, burst);
        long passed = 0;
        for (int i = 0; i <= seconds * 100; i++) {
            if (meter.take(i * SECOND / 100, pace) == 0) {
                passed++;
            }
        }

        assertThat(passed).isLessThanOrEqualTo(burst + (long) perSecond * seconds + 1);
        long wanted = seconds * 100L + 1;
        assertThat(passed).isGreaterThanOrEqualTo(Math.min(wanted, burst));
    }

    @Test
    void whoIsToldToWaitMayComeBackThen() {
        Meter meter = new Meter();
        Pace pace = new Pace(2, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(meter.take(0, pace)).isZero();
        }

        long wait = meter.take(0, pace);

        assertThat(wait).isEqualTo(SECOND / 2);
        assertThat(meter.take(wait - 1, pace)).isPositive();
        assertThat(meter.take(wait, pace)).isZero();
    }

    @Test
    void manyAtOnceTakeExactlyTheBurst() throws Exception {
        Meter meter = new Meter();
        Pace pace = new Pace(1, 100);
        try (var pool = Executors.newFixedThreadPool(8)) {
            Callable<Long> many = () -> IntStream.range(0, 100)
                    .filter(i -> meter.take(7, pace) == 0)
                    .count();
            long passed = 0;
            for (var done : pool.invokeAll(java.util.Collections.nCopies(8, many))) {
                passed += done.get();
            }
            assertThat(passed).isEqualTo(100);
        }
    }

    @Test
    void aNetworkOfVersionSixIsOneAsker() {
        assertThat(Addresses.counted("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(Addresses.counted("2001:db8:1:2::9"))
                .isEqualTo("2001:db8:1:2::/64");
        assertThat(Addresses.counted("fe80:0:0:0:1:2:3:4%eth0")).isEqualTo("fe80:0:0:0::/64");
        assertThat(Addresses.counted("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Addresses.counted("0:0:0:0:0:0:0:1")).isEqualTo("0:0:0:0::/64");
    }
}
