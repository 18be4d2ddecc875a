package org.mingjian.pki;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Revocation lists that people bring where the platform cannot reach an authority. Who may bring one, and who must
 * agree, is for the caller to ask.
 */
public interface BroughtLists {

    /** One thing that was looked at. */
    record Check(String what, boolean good, String words) {}

    /**
     * What a list says, and whether it can be taken.
     *
     * @param sm3 of its bytes, in hex
     * @param number 吊销列表编号, decimal; null when the list has none
     * @param count how many certificates it revokes
     */
    record Look(
            String authority,
            String sm3,
            String issuer,
            @Nullable String number,
            Instant from,
            Instant to,
            int count,
            List<Check> checks) {

        public Look {
            checks = List.copyOf(checks);
        }

        public boolean good() {
            return checks.stream().allMatch(Check::good);
        }
    }

    /**
     * @throws org.mingjian.kernel.RefusedException CRL_UNUSABLE when the bytes are no list at all
     */
    Look look(String authority, byte[] der);

    /** Keeps a list aside until it is taken. */
    void offer(String authority, byte[] der);

    /** What was offered; looked at anew. */
    Look offered(String authority, String sm3);

    /** From now on the offered list counts. */
    void take(String authority, String sm3);
}
