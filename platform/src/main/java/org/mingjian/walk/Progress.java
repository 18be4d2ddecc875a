package org.mingjian.walk;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

/** One line a step on the screen; long steps say every tenth how far they are. */
final class Progress {

    private final PrintStream out;
    private final long begin = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void step(String what) {
        out.printf("%7.1f s  %s%n", (System.nanoTime() - begin) / 1e9, what);
        out.flush();
    }

    Counter counting(String what, int total) {
        return new Counter(what, total);
    }

    /** How far a long step is. */
    final class Counter {

        private final String what;
        private final int total;
        private final AtomicInteger done = new AtomicInteger();

        private Counter(String what, int total) {
            this.what = what;
            this.total = total;
        }

        void one() {
            int now = done.incrementAndGet();
            int tenth = Math.max(1, total / 10);
            if (now % tenth == 0 || now == total) {
                step(what + " " + now + "/" + total);
            }
        }
    }
}
