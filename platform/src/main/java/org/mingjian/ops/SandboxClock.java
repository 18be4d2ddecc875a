package org.mingjian.ops;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Moving the platform's clock: only in the profiles {@code sandbox} and {@code test}; kept over restarts. */
@Service
public class SandboxClock {

    /** What became of a wish to move the clock. */
    public enum Move {
        DONE,
        /** This is no sandbox: a platform that trades has the server's time and no other. */
        FORBIDDEN,
        /** A step back would put facts out of their order in time. */
        BACKWARD
    }

    private final PlatformClock clock;
    private final JdbcClient database;
    private final Environment environment;
    private final ApplicationEventPublisher events;

    SandboxClock(PlatformClock clock, JdbcClient database, Environment environment, ApplicationEventPublisher events) {
        this.clock = clock;
        this.database = database;
        this.environment = environment;
        this.events = events;
    }

    public synchronized Move moveTo(Instant at) {
        if (!environment.acceptsProfiles(Profiles.of("sandbox", "test"))) {
            return Move.FORBIDDEN;
        }
        Instant from = clock.instant();
        if (at.isBefore(from)) {
            return Move.BACKWARD;
        }
        clock.moveTo(at);
        Duration offset = clock.offset();
        database.sql("INSERT INTO ops.clock_move (moved_from, moved_to, offset_millis) VALUES (?, ?, ?)")
                .params(Timestamp.from(from), Timestamp.from(at), offset.toMillis())
                .update();
        events.publishEvent(new ClockMoved(from, at));
        return Move.DONE;
    }
}
