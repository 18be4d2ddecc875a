package org.mingjian.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The rules of one trade kind in force on one date. Pure: no clock, no I/O. An id that the book lacks is a mistake
 * of the
 * caller and gives {@link IllegalArgumentException}.
 */
public interface RuleBook {

    /** The date the rules were chosen by; a trade is pinned when it is accepted (受理). */
    LocalDate pinned();

    List<RuleSummary> rules();

    /** The events that clocks know, by kind, with their Chinese names. */
    Map<String, String> events();

    /** Judges a clock from its starting event to its ending event; {@code excluded} time does not count. */
    ClockVerdict check(String rule, Instant start, Instant end, Excluded... excluded);

    /** Judges a count, an amount, a share or a choice. */
    ClockVerdict check(String rule, Quantity quantity);

    /**
     * When the clock runs out that started {@code from}. For a clock that counts back from an end, such as the last
     * day of
     * a clarification before the deadline, {@code from} is that end.
     */
    Due due(String rule, Instant from, Excluded... excluded);

    /** Judges every clock that these events start or end. */
    ClockCertificate certificate(List<TradeEvent> events);

    /** The same rules for a tender that the law does not make compulsory (非依法必招): those it is exempt from only warn. */
    RuleBook voluntary();
}
