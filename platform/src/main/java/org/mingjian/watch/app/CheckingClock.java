package org.mingjian.watch.app;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.mingjian.ops.PlatformClock;
import org.mingjian.watch.Alarms;
import org.mingjian.watch.store.DatabaseTime;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * 时钟偏差: a deadline is judged by this machine's clock, so it is held against the clock of the database, which all
 * nodes share. A difference above a second is an alarm; nothing is decided by itself: no node can tell whose is wrong.
 */
@Service
class CheckingClock {

    private static final Duration TOLERATED = Duration.ofSeconds(1);

    private final PlatformClock clock;
    private final DatabaseTime database;
    private final Alarms alarms;

    CheckingClock(PlatformClock clock, DatabaseTime database, Alarms alarms) {
        this.clock = clock;
        this.database = database;
        this.alarms = alarms;
    }

    /** The database answers between asking and having the answer: only what lies outside is a difference. */
    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void check() {
        Instant before = machineTime();
        Instant there = database.now();
        Instant after = machineTime();
        Duration behind = Duration.between(after, there);
        Duration ahead = Duration.between(there, before);
        if (behind.compareTo(TOLERATED) > 0) {
            alarms.raise(Alarms.Kind.CLOCK_OFF, "本节点时钟", "比数据库时钟慢 " + behind.toSeconds() + " 秒，请核对授时（NTP）");
        } else if (ahead.compareTo(TOLERATED) > 0) {
            alarms.raise(Alarms.Kind.CLOCK_OFF, "本节点时钟", "比数据库时钟快 " + ahead.toSeconds() + " 秒，请核对授时（NTP）");
        }
    }

    /** Without what a sandbox jumped ahead. */
    private Instant machineTime() {
        return clock.instant().minus(clock.offset());
    }
}
