package org.mingjian.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a line of {@code cases} of a rule file: what happened, an arrow, and what the rule book must say. */
public final class CaseLine {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String TIME = "(\\d{4}-\\d\\d-\\d\\d(?:T[0-9:]+)?)";
    private static final Pattern CLOCK = Pattern.compile(TIME + " to " + TIME + "(.*)");
    private static final Pattern WITHOUT = Pattern.compile(" without " + TIME + " to " + TIME);
    private static final Pattern WITH = Pattern.compile(" with " + TIME + " (\\w+)");
    private static final Pattern SHARE = Pattern.compile("([0-9.]+) of ([0-9.]+)");

    private CaseLine() {}

    /** What the rule book says about the left side: accepted, refused, warned or uncertain. */
    public static String outcome(RuleBook book, String rule, String happened, List<String> between) {
        Matcher clock = CLOCK.matcher(happened);
        Matcher share = SHARE.matcher(happened);
        if (clock.matches()) {
            return outcome(clock(book, rule, clock, between));
        }
        if (share.matches()) {
            Quantity quantity = Quantity.share(new BigDecimal(share.group(1)), new BigDecimal(share.group(2)));
            return outcome(book.check(rule, quantity));
        }
        boolean number = happened.matches("[0-9.]+");
        return outcome(
                book.check(rule, number ? Quantity.amount(new BigDecimal(happened)) : Quantity.chosen(happened)));
    }

    private static ClockVerdict clock(RuleBook book, String rule, Matcher clock, List<String> between) {
        Instant start = at(clock.group(1));
        Instant end = at(clock.group(2));
        String rest = clock.group(3);
        Matcher with = WITH.matcher(rest);
        if (with.matches()) {
            List<TradeEvent> events = new ArrayList<>();
            events.add(TradeEvent.of(between.get(0), start));
            events.add(TradeEvent.of(between.get(1), end));
            events.add(TradeEvent.of(with.group(2), at(with.group(1))));
            return book.certificate(events).entries().stream()
                    .map(ClockCertificate.Entry::verdict)
                    .filter(verdict -> verdict.rule().id().equals(rule))
                    .findFirst()
                    .orElseThrow();
        }
        Matcher without = WITHOUT.matcher(rest);
        if (without.matches()) {
            return book.check(rule, start, end, new Excluded(at(without.group(1)), at(without.group(2))));
        }
        if (!rest.isEmpty()) {
            throw new IllegalArgumentException("a case ends with " + rest);
        }
        return book.check(rule, start, end);
    }

    static String outcome(ClockVerdict verdict) {
        return switch (verdict.verdict()) {
            case PASS -> "accepted";
            case UNCERTAIN -> "uncertain";
            case VIOLATION -> verdict.refusal().isPresent() ? "refused" : "warned";
        };
    }

    /** A date is ten in the morning in Shanghai. */
    public static Instant at(String text) {
        LocalDateTime local = text.length() == 10 ? LocalDate.parse(text).atTime(10, 0) : LocalDateTime.parse(text);
        return local.atZone(ZONE).toInstant();
    }
}
