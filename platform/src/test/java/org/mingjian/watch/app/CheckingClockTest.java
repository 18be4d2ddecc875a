package org.mingjian.watch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.watch.store.DatabaseTime;
import org.springframework.beans.factory.annotation.Autowired;

/** A clock that is off. */
@PlatformTest
class CheckingClockTest {

    @Autowired
    DatabaseTime database;

    private List<String> raisedBy(Duration off) {
        List<String> raised = new ArrayList<>();
        Instant start = database.now();
        long begin = System.nanoTime();
        InstantSource machine = () -> start.plus(off).plusNanos(System.nanoTime() - begin);
        new CheckingClock(
                        new PlatformClock(machine, Duration.ofDays(40)),
                        database,
                        (kind, subject, detail) -> raised.add(kind + " " + detail))
                .check();
        return raised;
    }

    @Test
    void aClockAheadOrBehindRaisesAnAlarmAndARightOneDoesNot() {
        assertThat(raisedBy(Duration.ofSeconds(90))).singleElement().asString().contains("CLOCK_OFF", "快");
        assertThat(raisedBy(Duration.ofSeconds(-90))).singleElement().asString().contains("CLOCK_OFF", "慢");
        assertThat(raisedBy(Duration.ZERO)).isEmpty();
    }
}
