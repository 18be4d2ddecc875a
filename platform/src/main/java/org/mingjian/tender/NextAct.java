package org.mingjian.tender;

import org.jspecify.annotations.Nullable;

/**
 * Something that a role may do in a trade, and why not when not now.
 *
 * @param act stable name, such as {@code PUBLISH_NOTICE}
 * @param why the reason when it is not allowed now
 */
public record NextAct(
        String act,
        String title,
        boolean allowed,
        @Nullable String why,
        @Nullable String basis) {

    public static NextAct open(String act, String title) {
        return new NextAct(act, title, true, null, null);
    }

    public static NextAct closed(String act, String title, String why, @Nullable String basis) {
        return new NextAct(act, title, false, why, basis);
    }
}
