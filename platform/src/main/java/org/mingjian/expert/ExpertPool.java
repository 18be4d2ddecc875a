package org.mingjian.expert;

import java.util.List;

/**
 * Everybody of a specialty and region, with who cannot be drawn and why.
 *
 * @param notes how the pool came about, such as a region that had to be widened
 */
public record ExpertPool(List<Member> members, List<String> notes) {

    /** Why somebody is not drawn whom a decision shuts out; says nothing of the decision. */
    public static final String BARRED = "依法不得参加评标";

    /** @param excluded the reason in words that name nobody; empty for a candidate */
    public record Member(String specialty, ExpertId expert, String excluded) {}
}
