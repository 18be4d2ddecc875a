package org.mingjian.rules;

import java.util.function.Function;

/** What the calendar can say: a known value, or that a year it needs has no announced holidays (无法判定). */
public sealed interface Answer<T> {

    record Known<T>(T value) implements Answer<T> {}

    /** @param missingYear the first year whose holidays are not configured */
    record Unknown<T>(int missingYear) implements Answer<T> {}

    static <T> Answer<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Answer<T> unknown(int missingYear) {
        return new Unknown<>(missingYear);
    }

    default boolean isKnown() {
        return this instanceof Known<T>;
    }

    default <U> Answer<U> then(Function<? super T, Answer<U>> next) {
        return switch (this) {
            case Known<T> known -> next.apply(known.value());
            case Unknown<T> unknown -> unknown(unknown.missingYear());
        };
    }
}
