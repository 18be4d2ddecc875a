package org.mingjian.kernel;

import java.util.function.Function;

/** What a use case answers: done with a value, or refused with its basis. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(String code, String basis, String detail) {
        return new Refused<>(new Refusal(code, basis, detail));
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    default <U> Outcome<U> map(Function<? super T, ? extends U> next) {
        return switch (this) {
            case Done<T> done -> new Done<>(next.apply(done.value()));
            case Refused<T> refused -> new Refused<>(refused.refusal());
        };
    }

    default <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
        return switch (this) {
            case Done<T> done -> next.apply(done.value());
            case Refused<T> refused -> new Refused<>(refused.refusal());
        };
    }

    /**
     * The value, for callers whose answer is the value alone; inside a transaction this also rolls it back.
     *
     * @throws RefusedException when refused; the web layer answers it with the refusal and records it
     */
    default T orRefuse() {
        return switch (this) {
            case Done<T> done -> done.value();
            case Refused<T> refused -> throw new RefusedException(refused.refusal());
        };
    }
}
