package org.mingjian.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 时限证明: every clock of a trade that has started or ended, with its verdict. */
public record ClockCertificate(LocalDate pinned, List<Entry> entries) {

    /**
     * @param ref of the events that the clock pairs; empty when there is only one
     * @param start null when the starting event is not known
     * @param end null while the clock is open; its verdict is UNCERTAIN then
     * @param due for an open clock, and for one whose end can be judged
     */
    public record Entry(
            ClockVerdict verdict,
            String ref,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Due due) {

        public boolean isOpen() {
            return end == null;
        }
    }

    public ClockCertificate {
        entries = List.copyOf(entries);
    }

    public boolean hasViolation() {
        return entries.stream().anyMatch(entry -> entry.verdict().verdict() == Verdict.VIOLATION);
    }

    /** Clocks that run now. */
    public List<Entry> open() {
        return entries.stream().filter(Entry::isOpen).toList();
    }
}
