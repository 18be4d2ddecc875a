package org.mingjian.cosigner;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who vouches for the log, and whether enough of them do. */
public interface Cosigners {

    /** How the log stands with its co-signers. */
    enum State {
        /** 未登记: nobody is registered. */
        NOBODY,
        /** 成立: enough signed the newest tree head, or one that is no older than the policy allows. */
        STANDS,
        /** 未成立: fewer than the policy asks for. */
        MISSING,
        /** 冲突: somebody found that the log was forked or rewritten, and nobody has answered it. */
        CONFLICT
    }

    /**
     * What every page says.
     *
     * @param needed m of the policy
     * @param registered n of the policy
     * @param size the newest tree head
     * @param signed how many signed that very head
     * @param standing the largest head that {@code needed} signed; 0 when there is none
     * @param standingAt when the last of them signed it
     * @param conflicts findings that nobody has answered
     */
    record Standing(
            State state,
            int needed,
            int registered,
            long size,
            int signed,
            long standing,
            @Nullable Instant standingAt,
            int conflicts) {

        /** Whether the newest head itself is signed by enough. */
        public boolean stands() {
            return registered > 0 && signed >= needed;
        }
    }

    /** The state became another; pages that say so are to be rendered again. */
    record StandingChanged(State state) {}

    /**
     * A co-signer as everybody may know it.
     *
     * @param keyLine its key in one line, to check with
     * @param size the largest head it signed; 0 for none
     * @param signedAt when it says it did
     */
    record View(
            String name,
            String organisation,
            String keyLine,
            long size,
            @Nullable Instant signedAt,
            @Nullable Instant retiredAt) {}

    Standing standing();

    /** All that ever were, those that are first. */
    List<View> all();
}
