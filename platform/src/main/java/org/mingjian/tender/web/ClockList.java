package org.mingjian.tender.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.rules.Answer;
import org.mingjian.rules.ClockCertificate;
import org.mingjian.rules.Due;
import org.mingjian.tender.RuleFinding;

/** 时限证明 for the screen. */
record ClockList(String pinned, List<Clock> clocks) {

    /** @param due null when no date can be told; then {@code explanation} says why */
    record Clock(
            RuleFinding finding,
            String ref,
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Instant due,
            boolean open) {}

    static ClockList of(ClockCertificate certificate) {
        return new ClockList(
                certificate.pinned().toString(),
                certificate.entries().stream().map(ClockList::clock).toList());
    }

    private static Clock clock(ClockCertificate.Entry entry) {
        return new Clock(
                RuleFinding.of(entry.verdict()),
                entry.ref(),
                entry.start(),
                entry.end(),
                due(entry).orElse(null),
                entry.isOpen());
    }

    static Optional<Instant> due(ClockCertificate.Entry entry) {
        return Optional.ofNullable(entry.due()).map(Due::at).flatMap(at -> switch (at) {
            case Answer.Known<Instant> known -> Optional.of(known.value());
            case Answer.Unknown<Instant> unknown -> Optional.empty();
        });
    }
}
