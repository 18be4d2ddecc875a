package org.mingjian.tender.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Search words as a pattern that takes every character for itself. */
final class Words {

    private Words() {}

    static @Nullable String pattern(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        return "%" + words.strip().toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
