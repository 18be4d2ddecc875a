package org.mingjian.tender;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Place;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.Rules;

/**
 * A trade as other modules see it.
 *
 * @param code 统一交易标识码, 40 characters with hyphens
 * @param kind trade kind, a file in {@code rules/}; {@code construction}
 * @param pinned the day whose rules hold for this trade
 * @param before the state before a suspension
 * @param terms null until the notice is published
 * @param holds open objections that stop the next step (条例 §22 §54)
 */
public record TradeView(
        TradeId id,
        String code,
        String projectCode,
        String tenderProjectCode,
        String sectionCode,
        String title,
        String kind,
        String regionCode,
        UUID tenderer,
        String tendererName,
        @Nullable UUID agency,
        @Nullable String agencyName,
        TradeState state,
        @Nullable TradeState before,
        long version,
        LocalDate pinned,
        @Nullable Terms terms,
        Instant stateSince,
        int holds) {

    /** The stream of this trade's facts. */
    public String stream() {
        return "trade:" + code;
    }

    /**
     * The stream of what tells who takes part: fetched documents, deposits, bids. It is kept apart, because a gap
     * in the
     * numbers of the public stream would tell how many there are (招标投标法 §22).
     */
    public String biddersStream() {
        return "bids:" + code;
    }

    /** @throws IllegalStateException before the notice is published */
    public Terms requireTerms() {
        Terms known = terms;
        if (known == null) {
            throw new IllegalStateException("trade " + code + " has no terms yet");
        }
        return known;
    }

    /** The rules that hold for it: those pinned when it was accepted, and as the law asks for it or not. */
    public RuleBook book(Rules rules) {
        RuleBook book = rules.book(kind, pinned);
        return terms == null || terms.mustBeTendered() ? book : book.voluntary();
    }

    /** Where it lies, for data scopes. */
    public Place place() {
        return new Place(regionCode, kind, code, tenderer);
    }

    /** True for the tenderer's and the agency's own people. */
    public boolean isRunBy(@Nullable UUID organisation) {
        return organisation != null && (organisation.equals(tenderer) || organisation.equals(agency));
    }
}
