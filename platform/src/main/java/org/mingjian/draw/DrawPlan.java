package org.mingjian.draw;

import java.util.List;

/**
 * What is to be drawn from what.
 *
 * @param cause why, in words that everybody may read
 * @param lots drawn one after the other; an id taken in one lot is passed over in the later ones
 * @param entries the whole pool, with who or what is excluded and why
 * @param secret whether pool and result are sealed until they are disclosed
 * @param notes remarks on how the pool came about, as secret as the pool
 */
public record DrawPlan(
        String trade,
        DrawPurpose purpose,
        String cause,
        List<Lot> lots,
        List<Entry> entries,
        boolean secret,
        List<String> notes) {

    /** @param take how many are drawn at once; 0 where only the order is wanted */
    public record Lot(String lot, int take) {}

    /** @param excluded why this one cannot be drawn, naming nobody; empty for a candidate */
    public record Entry(String lot, String id, String excluded) {
        public boolean isCandidate() {
            return excluded.isEmpty();
        }
    }
}
