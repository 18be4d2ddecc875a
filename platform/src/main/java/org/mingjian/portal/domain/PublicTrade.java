package org.mingjian.portal.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
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
        return changed(to -> {
            to.state = next;
            to.before = remembered;
            to.stateSince = since;
        });
    }

    PublicTrade named(String newTitle, String newTenderer, String newAgency) {
        return changed(to -> {
            to.title = newTitle;
            to.tenderer = newTenderer;
            to.agency = newAgency;
        });
    }

    PublicTrade published(Instant at) {
        return changed(to -> to.publishedAt = at);
    }

    PublicTrade at(Times newTimes) {
        return changed(to -> to.times = newTimes);
    }

    PublicTrade termed(@Nullable BigDecimal newCeiling, @Nullable BigDecimal newDeposit, String newMethod) {
        return changed(to -> {
            to.ceiling = newCeiling;
            to.deposit = newDeposit;
            to.method = newMethod;
        });
    }

    PublicTrade wonBy(String newWinner, @Nullable BigDecimal price) {
        return changed(to -> {
            to.winner = newWinner;
            to.awardPrice = price;
        });
    }

    public PublicTrade shownAt(long position) {
        return changed(to -> to.shown = position);
    }

    private PublicTrade changed(Consumer<Change> change) {
        Change to = new Change(this);
        change.accept(to);
        return to.trade();
    }

    /** Everything of a trade that a fact may change; the rest stays as it was registered. */
    private static final class Change {

        private final PublicTrade from;
        private String title;
        private String tenderer;
        private String agency;
        private TradeState state;
        private @Nullable TradeState before;
        private Instant stateSince;
        private @Nullable Instant publishedAt;
        private Times times;
        private @Nullable BigDecimal ceiling;
        private @Nullable BigDecimal deposit;
        private String method;
        private String winner;
        private @Nullable BigDecimal awardPrice;
        private long shown;

        Change(PublicTrade from) {
            this.from = from;
            title = from.title;
            tenderer = from.tenderer;
            agency = from.agency;
            state = from.state;
            before = from.before;
            stateSince = from.stateSince;
            publishedAt = from.publishedAt;
            times = from.times;
            ceiling = from.ceiling;
            deposit = from.deposit;
            method = from.method;
            winner = from.winner;
            awardPrice = from.awardPrice;
            shown = from.shown;
        }

        PublicTrade trade() {
            return new PublicTrade(
                    from.code,
                    title,
                    from.kind,
                    from.regionCode,
                    tenderer,
                    agency,
                    from.sectionCode,
                    state,
                    before,
                    stateSince,
                    from.registeredAt,
                    publishedAt,
                    from.pinned,
                    times,
                    ceiling,
                    deposit,
                    method,
                    winner,
                    awardPrice,
                    shown);
        }
    }
}
