package org.mingjian.protection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;

/** 查看留痕: every look at a personal or sealed item is recorded, and its owner can see who looked. */
public interface Looks {

    /**
     * @param field what was looked at, by its name in the classification
     * @param item which one, such as a subject's id
     * @param owner organisation that the item is about, or null when it is about an account
     * @param ownerAccount account that the item is about, if one
     */
    record Look(
            String field,
            String item,
            @Nullable UUID owner,
            @Nullable UUID ownerAccount,
            String reason) {}

    /**
     * Records the look, then answers; a look that cannot be recorded does not happen. Many looks in a short time, or a
     * look at an unusual hour, are an export by another name and count as one.
     *
     * @throws org.mingjian.kernel.RefusedException EXPORT_STOPPED
     */
    void record(Caller caller, Look look);

    /**
     * Asks before rows leave the platform.
     *
     * @throws org.mingjian.kernel.RefusedException EXPORT_STOPPED, when amount, hour or pattern is unusual; reported to
     *     the security administrator
     */
    void export(Caller caller, String what, int rows);
}
