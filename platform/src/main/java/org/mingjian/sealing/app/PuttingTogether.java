package org.mingjian.sealing.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.facts.Actor;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.app.TenderOpeners.Seat;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.Remedy;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.sealing.store.ShareStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** Keeps shares, each with its fact; with enough of them puts the content key together and queues it. */
@Component
class PuttingTogether {

    /** A share whose signature is its opener's. */
    record Checked(GivingShares.Given given, byte[] point, boolean fits) {}

    private final Tenders tenders;
    private final BoardStore board;
    private final ShareStore shares;
    private final BidKeys keys;
    private final OpeningSheets sheets;
    private final OpeningBids worker;
    private final InstantSource clock;

    PuttingTogether(
            Tenders tenders,
            BoardStore board,
            ShareStore shares,
            BidKeys keys,
            OpeningSheets sheets,
            OpeningBids worker,
            InstantSource clock) {
        this.tenders = tenders;
        this.board = board;
        this.shares = shares;
        this.keys = keys;
        this.sheets = sheets;
        this.worker = worker;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Tells the worker that there may be a key. */
    void ring() {
        worker.ring();
    }

    static Remedy.Hall hall(OpeningStore.Opening opening) {
        return new Remedy.Hall(opening.phase(), opening.remedyShares(), opening.remedyUntil());
    }

    Optional<Refusal> refusal(TradeView trade, OpeningStore.Opening opening) {
        if (trade.state() != TradeState.OPENING) {
            return Optional.of(new Refusal("TRADE_SUSPENDED", "招标投标法实施条例 §61", "交易已被责令暂停，恢复后重新计算解密时间"));
        }
        return Remedy.refusal(Optional.of(hall(opening)), clock.instant());
    }

    boolean hasShare(UUID bid, Seat seat) {
        return shares.ofBid(bid).stream().anyMatch(share -> share.n() == seat.index() && share.fits());
    }

    /** @return how many true shares the bid has now */
    int keep(GivingShares.Act act, Entry bid, SealedHeader header, Checked checked) {
        if (!checked.fits() && !sheets.isIntact(bid.sm3())) {
            throw new PlatformException(SealingError.BID_UNREADABLE, "存储的投标文件与回执不符，不能判断份额真伪");
        }
        Seat seat = act.seat();
        byte[] value = checked.given().share();
        shares.put(new ShareStore.Share(
                bid.id(),
                seat.index(),
                header.trade(),
                seat.opener().kind(),
                seat.name(),
                act.by().account(),
                checked.fits(),
                checked.fits() ? keys.seal(bid.id(), value) : null,
                checked.point(),
                checked.given().signature(),
                act.reason(),
                clock.instant()));
        List<ShareStore.Share> known =
                shares.ofBid(bid.id()).stream().filter(ShareStore.Share::fits).toList();
        shares.count(bid.id(), known.size());
        record(act, bid, header, checked, known.size());
        if (checked.fits() && known.size() >= header.openers().orElseThrow().threshold()) {
            queue(act, bid, header, known);
        }
        return known.size();
    }

    private void record(GivingShares.Act act, Entry bid, SealedHeader header, Checked checked, int given) {
        SharedKey shared = header.openers().orElseThrow();
        Base64.Encoder base64 = Base64.getEncoder();
        Seat seat = act.seat();
        var body = new OpeningFacts.Share(
                bid.id(),
                bid.seq(),
                bid.name(),
                bid.sm3(),
                seat.index(),
                seat.opener().kind(),
                seat.name(),
                act.reason(),
                shared.commitments().stream().map(base64::encodeToString).toList(),
                base64.encodeToString(checked.point()),
                base64.encodeToString(seat.publicKey()),
                base64.encodeToString(checked.given().signature()),
                given,
                shared.threshold(),
                OpeningFacts.WINDOW);
        TradeFact kind = checked.fits() ? TradeFact.SHARE_GIVEN : TradeFact.SHARE_FALSE;
        tenders.record(header.trade(), List.of(TradeAct.open(kind, act.by().actor(), body)))
                .orRefuse();
    }

    private void queue(GivingShares.Act act, Entry bid, SealedHeader header, List<ShareStore.Share> known) {
        Map<Integer, byte[]> values = new HashMap<>();
        try {
            for (ShareStore.Share share : known) {
                values.put(share.n(), keys.open(bid.id(), Objects.requireNonNull(share.sealed())));
            }
            byte[] contentKey = OpenerShares.contentKey(header, values);
            byte[] signature = known.getLast().signature();
            byte[] sealed = keys.seal(bid.id(), contentKey);
            Arrays.fill(contentKey, (byte) 0);
            board.command(List.of(new BoardStore.Given(
                    bid.id(), sealed, signature, act.by().account(), clock.instant(), known.size())));
        } catch (EnvelopeRefused wronglySealed) {
            var cause = OpeningCause.MALFORMED;
            String detail = "开启份额有效，但合成的密钥打不开投标文件：" + wronglySealed.problem().words();
            board.failed(bid.id(), bid.state(), cause, detail);
            var body = new OpeningFacts.Failed(bid.id(), bid.seq(), bid.name(), cause, cause.words(), detail);
            tenders.record(header.trade(), List.of(TradeAct.open(TradeFact.BID_OPENING_FAILED, Actor.SYSTEM, body)))
                    .orRefuse();
        } catch (CryptoFailure lost) {
            throw new PlatformException(SealingError.KEYS_UNUSABLE, "a kept share cannot be read", lost);
        } finally {
            values.values().forEach(value -> Arrays.fill(value, (byte) 0));
        }
        shares.forget(bid.id());
    }
}
