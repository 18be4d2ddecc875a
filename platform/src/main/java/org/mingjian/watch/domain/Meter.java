package org.mingjian.watch.domain;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One asker's use of his pace: the generic cell rate algorithm (ITU-T I.371), which is a leaky bucket in one number, so
 * that a hundred thousand askers are a few megabytes.
 */
public final class Meter {

    private static final double NANOS = 1e9;

    /** When the bucket will be empty again, in the nanoseconds of the asker's clock. */
    private final AtomicLong empty = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param now nanoseconds of a clock that only goes forward
     * @return 0 when this request may pass; else after how many nanoseconds one may
     */
    public long take(long now, Pace pace) {
        long step = (long) (NANOS / pace.perSecond());
        long most = step * pace.burst();
        while (true) {
            long before = empty.get();
            long from = before == Long.MIN_VALUE || before - now < 0 ? now : before;
            long after = from + step;
            if (after - now > most) {
                return after - now - most;
            }
            if (empty.compareAndSet(before, after)) {
                return 0;
            }
        }
    }
}
