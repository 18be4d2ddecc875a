package org.mingjian.portal.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mingjian.tender.TradeState;

/**
 * A trade as anybody may see it.
 *
 * @param before the state before a suspension
 * @param publishedAt null until the notice is published
 * @param method name of the evaluation method, empty while unknown
 * @param winner empty until it is published
 * @param shown position of the fact that last changed what is shown
 */
public record PublicTrade(
        String code,
        String title,
        String kind,
        String regionCode,
        String tenderer,
        String agency,
        String sectionCode,
        TradeState state,
        @Nullable TradeState before,
        Instant stateSince,
        Instant registeredAt,
        @Nullable Instant publishedAt,
        @Nullable LocalDate pinned,
        Times times,
        @Nullable BigDecimal ceiling,
        @Nullable BigDecimal deposit,
        String method,
        String winner,
        @Nullable BigDecimal awardPrice,
        long shown) {

    /** The hours that everybody plans by; null while they are not fixed. */
    public record Times(
            @Nullable Instant documentsFrom,
            @Nullable Instant documentsTo,
            @Nullable Instant bidDeadline,
            @Nullable Instant publicityEnds) {

        public static final Times UNKNOWN = new Times(null, null, null, null);
    }

    /** The stream of its facts. */
    public String stream() {
        return "trade:" + code;
    }

    /** When it first became known to the public. */
    public Instant known() {
        return publishedAt == null ? registeredAt : publishedAt;
    }

    PublicTrade in(TradeState next, @Nullable TradeState remembered, Instant since) {
        return new PublicTrade(
                code,
                title,
                kind,
                regionCode,
                tenderer,
                agency,
                sectionCode,
                next,
                remembered,
                since,
                registeredAt,
                publishedAt,
                pinned,
                times,
                ceiling,
                deposit,
                method,
                winner,
                awardPrice,
                shown);
    }

    PublicTrade named(String newTitle, String newTenderer, String newAgency) {
        return new PublicTrade(
                code,
                newTitle,
                kind,
                regionCode,
                newTenderer,
                newAgency,
                sectionCode,
                state,
                before,
                stateSince,
                registeredAt,
                publishedAt,
                pinned,
                times,
                ceiling,
                deposit,
                method,
                winner,
                awardPrice,
                shown);
    }

    PublicTrade published(Instant at) {
        return new PublicTrade(
                code,
                title,
                kind,
                regionCode,
                tenderer,
                agency,
                sectionCode,
                state,
                before,
                stateSince,
                registeredAt,
                at,
                pinned,
                times,
                ceiling,
                deposit,
                method,
                winner,
                awardPrice,
                shown);
    }

    PublicTrade at(Times newTimes) {
        return new PublicTrade(
                code,
                title,
                kind,
                regionCode,
                tenderer,
                agency,
                sectionCode,
                state,
                before,
                stateSince,
                registeredAt,
                publishedAt,
                pinned,
                newTimes,
                ceiling,
                deposit,
                method,
                winner,
                awardPrice,
                shown);
    }

    PublicTrade termed(@Nullable BigDecimal newCeiling, @Nullable BigDecimal newDeposit, String newMethod) {
        return new PublicTrade(
                code,
                title,
                kind,
                regionCode,
                tenderer,
                agency,
                sectionCode,
                state,
                before,
                stateSince,
                registeredAt,
                publishedAt,
                pinned,
                times,
                newCeiling,
                newDeposit,
                newMethod,
                winner,
                awardPrice,
                shown);
    }

    PublicTrade wonBy(String newWinner, @Nullable BigDecimal price) {
        return new PublicTrade(
                code,
                title,
                kind,
                regionCode,
                tenderer,
                agency,
                sectionCode,
                state,
                before,
                stateSince,
                registeredAt,
                publishedAt,
                pinned,
                times,
                ceiling,
                deposit,
                method,
                newWinner,
                price,
                shown);
    }

    public PublicTrade shownAt(long position) {
        return new PublicTrade(
                code,
                title,
                kind,
                regionCode,
                tenderer,
                agency,
                sectionCode,
                state,
                before,
                stateSince,
                registeredAt,
                publishedAt,
                pinned,
                times,
                ceiling,
                deposit,
                method,
                winner,
                awardPrice,
                position);
    }
}
