package org.mingjian.facts;

import org.jspecify.annotations.Nullable;

/**
 * Who did it.
 *
 * @param account account id, or {@code system} for a clock or timer
 * @param name the person's or service's name
 * @param organisation organisation id, if any
 * @param organisationName its name
 * @param creditCode its 统一社会信用代码
 * @param certificate serial of the certificate that was used, if one was
 */
public record Actor(
        String account,
        String name,
        @Nullable String organisation,
        @Nullable String organisationName,
        @Nullable String creditCode,
        @Nullable String certificate) {

    /** The platform itself: clocks, timers, automatic steps. */
    public static final Actor SYSTEM = new Actor("system", "平台", null, null, null, null);
}
