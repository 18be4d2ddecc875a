package org.mingjian.sealing.app;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.Blame;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.domain.Attribution;
import org.mingjian.sealing.domain.Remedy;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;

/**
 * The live page of an opening, the same for everybody in the hall.
 *
 * @param windowEnd until when a bid may be decrypted
 * @param counts bids by what the board shows
 * @param recordDigest what bidders sign, once the prices were read
 */
public record BoardView(
        OpeningPhase phase,
        String phaseTitle,
        Instant windowEnd,
        int count,
        String root,
        Map<Shown, Integer> counts,
        int signedIn,
        int confirmed,
        @Nullable Fault fault,
        @Nullable String recordDigest,
        @Nullable Instant objectionsUntil,
        @Nullable Integer remedyShares,
        @Nullable Instant remedyUntil,
        List<Row> bids,
        List<OpeningStore.Objection> objections) {

    /** What is above the list, as a frame of changes carries it. */
    record Head(
            OpeningPhase phase,
            String phaseTitle,
            Instant windowEnd,
            Map<Shown, Integer> counts,
            int signedIn,
            int confirmed,
            @Nullable Fault fault,
            @Nullable String recordDigest,
            @Nullable Instant objectionsUntil,
            List<OpeningStore.Objection> objections) {}

    Head head() {
        return new Head(
                phase,
                phaseTitle,
                windowEnd,
                counts,
                signedIn,
                confirmed,
                fault,
                recordDigest,
                objectionsUntil,
                objections);
    }

    /** A state as people see it: a command at work shows as 解密中. */
    public enum Shown {
        WAITING,
        DECRYPTING,
        OPENED,
        FAILED,
        /** Its own key failed; it waits for openers' shares. */
        REMEDY,
        REVOKED,
        WITHDRAWN
    }

    /** A reported fault of the platform; it pauses once confirmed. */
    public record Fault(String reason, Instant reportedAt, boolean confirmed) {}

    /**
     * A bid; price and what follows only after the prices were read.
     *
     * @param id the bid
     * @param seq order of receipt
     * @param cause why it did not open, in words
     * @param consequence whose cause that is and what follows, with the article
     * @param at when the state was reached
     */
    public record Row(
            UUID id,
            int seq,
            String bidder,
            String creditCode,
            Shown state,
            boolean signedIn,
            boolean confirmed,
            @Nullable String cause,
            @Nullable String consequence,
            @Nullable Integer shares,
            @Nullable Money price,
            @Nullable String durationDays,
            @Nullable String quality,
            @Nullable String leader,
            @Nullable Instant at) {}

    static BoardView of(OpeningStore.Opening opening, List<Entry> bids, List<OpeningStore.Objection> objections) {
        boolean read = opening.phase() == OpeningPhase.READ || opening.phase() == OpeningPhase.RECORDED;
        boolean remedy = opening.remedyShares() != null
                && (opening.phase() == OpeningPhase.DECRYPTING || opening.phase() == OpeningPhase.PAUSED);
        List<Row> rows = bids.stream().map(bid -> row(bid, read, remedy)).toList();
        Map<Shown, Integer> counts = new EnumMap<>(Shown.class);
        rows.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        String reason = opening.faultReason();
        Instant reported = opening.faultAt();
        return new BoardView(
                opening.phase(),
                opening.phase().title(),
                opening.windowEnd(),
                opening.bids(),
                opening.root(),
                counts,
                (int) rows.stream().filter(Row::signedIn).count(),
                (int) rows.stream().filter(Row::confirmed).count(),
                reason == null || reported == null
                        ? null
                        : new Fault(reason, reported, opening.phase() == OpeningPhase.PAUSED),
                opening.digest(),
                opening.objectionsUntil(),
                opening.remedyShares(),
                opening.remedyUntil(),
                rows,
                objections);
    }

    private static Row row(Entry bid, boolean read, boolean remedy) {
        OpeningFacts.Line line = OpeningFacts.line(bid, null);
        return new Row(
                bid.id(),
                bid.seq(),
                bid.name(),
                bid.creditCode(),
                shown(bid, remedy),
                bid.signedInAt() != null,
                bid.recordSignedAt() != null,
                bid.cause() == null ? null : Objects.requireNonNull(bid.cause()).words(),
                consequence(bid).orElse(null),
                bid.shares() == 0 ? null : (Integer) bid.shares(),
                read ? line.price() : null,
                read ? line.durationDays() : null,
                read ? line.quality() : null,
                read ? line.leader() : null,
                bid.commanded() ? bid.keyAt() : bid.openedAt());
    }

    /** Empty where nothing failed. */
    private static Optional<String> consequence(Entry bid) {
        Optional<Blame> blame =
                switch (bid.state()) {
                    case FAILED -> Optional.ofNullable(bid.cause()).map(Attribution::of);
                    case REVOKED -> Optional.of(Blame.BIDDER);
                    case WITHDRAWN -> Optional.of(Blame.OTHERS);
                    case SEALED, TAKEN_BACK, RETURNED, WAITING, OPENED -> Optional.empty();
                };
        boolean retry = bid.state() == BidState.FAILED;
        return blame.map(whose -> whose.title() + between(whose, retry) + whose.consequence() + "（20号令 §31）");
    }

    private static String between(Blame blame, boolean retry) {
        return retry && blame != Blame.PENDING ? "：时限内可以重试；届时仍未解密的，" : "，";
    }

    private static Shown shown(Entry bid, boolean remedy) {
        if (bid.commanded()) {
            return Shown.DECRYPTING;
        }
        return switch (bid.state()) {
            case OPENED -> Shown.OPENED;
            case FAILED ->
                remedy && Remedy.refusal(bid.state(), bid.cause(), false).isEmpty() ? Shown.REMEDY : Shown.FAILED;
            case REVOKED -> Shown.REVOKED;
            case WITHDRAWN -> Shown.WITHDRAWN;
            case WAITING, SEALED, TAKEN_BACK, RETURNED -> Shown.WAITING;
        };
    }
}
