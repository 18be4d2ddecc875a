package org.mingjian.tender;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody must do next.
 *
 * @param id stable while it is the same thing, such as {@code notice:A01-…}
 * @param why in words, for the person
 * @param basis the article that asks for it, if one does
 * @param dueAt the last moment; null when no law names one
 * @param startedAt when the time began to run
 * @param href address in the workbench, below {@code /desk}
 */
public record Duty(
        String id,
        String title,
        String why,
        @Nullable String basis,
        @Nullable Instant dueAt,
        @Nullable Instant startedAt,
        String href,
        @Nullable Trade trade) {

    /** The trade it belongs to. */
    public record Trade(String code, String title) {}
}
