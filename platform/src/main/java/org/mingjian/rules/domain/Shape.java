package org.mingjian.rules.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.rules.LastDay;
import org.mingjian.rules.Length;

/** What a rule measures and the number it asks for. 以上、以内、不少于 include the number (87号令 §86). */
public sealed interface Shape {

    /** What it asks, as people write it: {@code ≥20日}. */
    String required();

    /** A clock: a rule between two events. */
    sealed interface Clock extends Shape {
        Span span();

        default String start() {
            return span().start();
        }

        default String end() {
            return span().end();
        }

        default Pairing pairing() {
            return span().pairing();
        }
    }

    /** At least ({@code floor}) or at most so long between two events. A backward one is counted from its end. */
    record Interval(Span span, Length length, boolean floor, boolean backward, LastDay lastDay) implements Clock {
        @Override
        public String required() {
            return (floor ? "≥" : "≤") + length.chinese();
        }
    }

    /** The end happens at the start, not before it and at most {@code tolerance} after. */
    record SameTime(Span span, Duration tolerance) implements Clock {
        @Override
        public String required() {
            return "同一时间（允许" + tolerance.toMinutes() + "分钟内）";
        }
    }

    /** The start is not after the end. */
    record NotAfter(Span span, String required) implements Clock {}

    /** Between start and end none of the forbidden events happens (暂停). */
    record Lock(Span span, Set<String> forbids, String required) implements Clock {
        public Lock {
            forbids = Set.copyOf(forbids);
        }
    }

    /** A number or an amount of money within bounds; a null bound is open. */
    record Bounds(@Nullable BigDecimal least, @Nullable BigDecimal most, String unit) implements Shape {
        @Override
        public String required() {
            if (least != null && most != null) {
                return least.toPlainString() + "至" + most.toPlainString() + unit;
            }
            return least != null
                    ? "≥" + least.toPlainString() + unit
                    : "≤" + (most == null ? "" : most.toPlainString()) + unit;
        }
    }

    /** An odd number. */
    record Odd(String unit) implements Shape {
        @Override
        public String required() {
            return "单数" + unit;
        }
    }

    /** A part of a whole, at least or at most a fraction. */
    record Portion(Fraction bound, boolean floor, boolean percent) implements Shape {
        @Override
        public String required() {
            return (floor ? "≥" : "≤") + bound.text(percent);
        }
    }

    /** One of the named values; the map gives their Chinese names. */
    record OneOf(Map<String, String> allowed) implements Shape {
        @Override
        public String required() {
            return String.join("、", allowed.values());
        }
    }
}
