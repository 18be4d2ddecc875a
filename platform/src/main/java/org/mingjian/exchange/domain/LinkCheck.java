package org.mingjian.exchange.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mingjian.exchange.Availability.Stretch;

/** Beside what was reported of the line to the upper node, what was measured of it: where both differ. */
public final class LinkCheck {

    /** From so many minutes on an unanswered line is an outage that has to be reported, as the registry sees it. */
    public static final int LEAST_MINUTES = 5;

    private LinkCheck() {}

    /** What was found. */
    public enum Kind {
        NOT_REPORTED("测得连不上，没有报告停用"),
        ANSWERED("报告了停用，测得连得上");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** @param minutes that differ */
    public record Difference(Kind kind, String title, Instant from, Instant until, long minutes) {
        Difference(Kind kind, Stretch stretch, long minutes) {
            this(kind, kind.title(), stretch.from(), stretch.until(), minutes);
        }
    }

    /** A reported stretch with the minutes in it in which the upper node answered all the same. */
    public record Asked(Stretch stretch, long answered) {}

    /**
     * Compares.
     *
     * @param unanswered measured: minutes in a row without an answer
     * @param reported overlaps put together, in order
     */
    public static List<Difference> differences(List<Stretch> unanswered, List<Asked> reported) {
        List<Difference> found = new ArrayList<>();
        for (Stretch run : unanswered) {
            for (Stretch bare : without(run, reported)) {
                long minutes = Duration.between(bare.from(), bare.until()).toMinutes();
                if (minutes >= LEAST_MINUTES) {
                    found.add(new Difference(Kind.NOT_REPORTED, bare, minutes));
                }
            }
        }
        for (Asked one : reported) {
            if (one.answered() >= LEAST_MINUTES) {
                found.add(new Difference(Kind.ANSWERED, one.stretch(), one.answered()));
            }
        }
        found.sort(Comparator.comparing(Difference::from));
        return List.copyOf(found);
    }

    /** What of a run is covered by no report. */
    private static List<Stretch> without(Stretch run, List<Asked> reported) {
        List<Stretch> bare = new ArrayList<>();
        Instant from = run.from();
        for (Asked one : reported) {
            Stretch told = one.stretch();
            if (told.until().isAfter(from) && told.from().isBefore(run.until())) {
                if (told.from().isAfter(from)) {
                    bare.add(new Stretch(from, told.from()));
                }
                from = told.until();
            }
        }
        if (from.isBefore(run.until())) {
            bare.add(new Stretch(from, run.until()));
        }
        return bare;
    }
}
