package org.mingjian.sealing.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.TestDatabase;
import org.mingjian.sealing.store.DoorStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes on one database: the one that closes a tender waits for what arrived in time at the other. */
class TwoDoorsTest {

    private static final Instant DEADLINE = Instant.parse("2026-03-23T01:30:00Z");
    private static final String TRADE = "A01-12320000466011756J-20240115-000001-S";

    private final JdbcClient sql = TestDatabase.fresh().jdbc();
    private final AtomicReference<Instant> now = new AtomicReference<>(DEADLINE.minusSeconds(5));
    private final InstantSource clock = now::get;
    private final Arrivals here = new Arrivals(clock, new DoorStore(sql), UUID.randomUUID());
    private final Arrivals there = new Arrivals(clock, new DoorStore(sql), UUID.randomUUID());

    @Test
    void aBidUnderWayAtTheOtherNodeHoldsTheClosingBack() {
        now.set(DEADLINE.minusMillis(1));
        Arrivals.Arrival late = there.arrive(TRADE);
        now.set(DEADLINE.plusMillis(1));
        there.report();

        assertThat(here.isOver(TRADE, DEADLINE)).isFalse();

        late.close();
        assertThat(here.isOver(TRADE, DEADLINE)).as("not reported yet").isFalse();
        there.report();
        assertThat(here.isOver(TRADE, DEADLINE)).isTrue();
    }

    @Test
    void withoutAReportFromAfterTheDeadlineNobodyCloses() {
        now.set(DEADLINE.minusMillis(1));
        there.report();
        now.set(DEADLINE.plusMillis(1));

        assertThat(here.isOver(TRADE, DEADLINE)).isFalse();
    }

    @Test
    void whatArrivesAfterTheDeadlineHoldsNothingBack() {
        now.set(DEADLINE.plusMillis(1));
        there.report();
        now.set(DEADLINE.plusMillis(2));
        Arrivals.Arrival tooLate = there.arrive(TRADE);
        there.report();

        assertThat(here.isOver(TRADE, DEADLINE)).isTrue();
        tooLate.close();
    }

    @Test
    void aNodeThatStoppedOrDiedIsNotWaitedFor() {
        now.set(DEADLINE.plusMillis(1));
        there.leave();
        assertThat(here.isOver(TRADE, DEADLINE)).isTrue();

        now.set(DEADLINE.minusMillis(1));
        Arrivals dead = new Arrivals(clock, new DoorStore(sql), UUID.randomUUID());
        dead.arrive(TRADE);
        now.set(DEADLINE.plusMillis(1));
        assertThat(here.isOver(TRADE, DEADLINE)).isFalse();
        sql.sql("update sealing.door set seen_at = seen_at - interval '31 seconds'")
                .update();
        assertThat(here.isOver(TRADE, DEADLINE)).isTrue();
    }
}
