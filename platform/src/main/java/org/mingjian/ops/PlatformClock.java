package org.mingjian.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The one clock of the platform: every deadline is judged by it. It follows the server's clock, except that a sandbox
 * or a test may move it forward to live through weeks of time limits in minutes. It never goes back, so facts keep
 * their order in time.
 */
public final class PlatformClock implements InstantSource {

    private final InstantSource server;
    private volatile Duration offset;

    public PlatformClock(InstantSource server, Duration offset) {
        this.server = server;
        this.offset = offset;
    }

    @Override
    public Instant instant() {
        return server.instant().plus(offset);
    }

    /** How far this clock is ahead of the server's. */
    public Duration offset() {
        return offset;
    }

    /** Moves the clock so that it is {@code at} now. The caller has judged that it may, and that it is no step back. */
    void moveTo(Instant at) {
        offset = Duration.between(server.instant(), at);
    }
}
