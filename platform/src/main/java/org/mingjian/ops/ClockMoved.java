package org.mingjian.ops;

import java.time.Instant;

/** Published in this process when a sandbox's clock was moved, so that timers look at once at what is now due. */
public record ClockMoved(Instant from, Instant to) {}
