package org.mingjian.tender.store;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Search words as a pattern that takes every character for itself. */
final class Words {

    private Words() {}

    static @Nullable String pattern(@Nullable String words) {
        return Optional.ofNullable(words)
                .filter(text -> !text.isBlank())
                .map(text -> "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .orElse(null);
    }
}
