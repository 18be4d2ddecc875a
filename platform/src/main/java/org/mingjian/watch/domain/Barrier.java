package org.mingjian.watch.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Refusal;

/**
 * 限速或封禁: an address or account that is slowed or shut for a time.
 *
 * @param subject an address as it is counted, or the account's id
 * @param title for people: the address, or the account's login name
 * @param reason told to whoever is kept out
 */
public record Barrier(
        UUID id,
        Target target,
        String subject,
        String title,
        Measure measure,
        Span span,
        String reason,
        Hand set,
        @Nullable Hand confirmed,
        @Nullable Hand lifted,
        @Nullable String liftedWhy) {

    /** Nobody is kept out for longer without a new decision. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final String BASIS = "GB/T 22239-2019 8.1.4.4；平台安全策略";

    /** What is kept out. */
    public enum Target {
        ADDRESS,
        ACCOUNT
    }

    /** Slowed: one request a second, so that a lawful bid can still be finished. Shut: none. */
    public enum Measure {
        SLOW,
        SHUT
    }

    public record Span(Instant from, Instant until) {}

    /** Who did it, when. */
    public record Hand(UUID account, String name, Instant at) {}

    /** To shut an account takes a second person: nobody can keep a bidder from a deadline alone. */
    public static boolean needsSecond(Target target, Measure measure) {
        return target == Target.ACCOUNT && measure == Measure.SHUT;
    }

    public boolean waits() {
        return lifted == null && confirmed == null && needsSecond(target, measure);
    }

    public boolean stands(Instant now) {
        return lifted == null && !waits() && !now.isBefore(span.from()) && now.isBefore(span.until());
    }

    public static Optional<Refusal> problem(Span span, String subject, String reason, Instant now) {
        if (subject.isBlank() || subject.length() > 100 || reason.isBlank()) {
            return Optional.of(new Refusal("BAD_BARRIER", BASIS, "须写明对象和理由"));
        }
        if (!span.until().isAfter(now) || Duration.between(now, span.until()).compareTo(LONGEST) > 0) {
            return Optional.of(new Refusal("BAD_BARRIER", BASIS, "须写明截止时间，不超过 " + LONGEST.toDays() + " 天"));
        }
        return Optional.empty();
    }
}
