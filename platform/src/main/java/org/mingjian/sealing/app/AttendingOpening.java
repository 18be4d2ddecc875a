package org.mingjian.sealing.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.OpeningLife;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 参加开标: what a bidder does in the hall beside decrypting: sign in, object, confirm the record. */
@Service
public class AttendingOpening {

    private final Tenders tenders;
    private final OpeningStore openings;
    private final BoardStore board;
    private final Accounts accounts;
    private final InstantSource clock;

    AttendingOpening(Tenders tenders, OpeningStore openings, BoardStore board, Accounts accounts, InstantSource clock) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Twice is once. */
    @Transactional
    public Instant signIn(String code, Caller bidder) {
        tenders.lock(code);
        OpeningStore.Opening opening = opening(code);
        Entry bid = own(code, bidder);
        Instant before = bid.signedInAt();
        if (before != null) {
            return before;
        }
        OpeningLife.next(opening.phase(), TradeFact.SIGNED_IN).orRefuse();
        Instant now = clock.instant();
        board.signedIn(bid.id(), now);
        var body = new OpeningFacts.SignedIn(bid.id(), bid.seq(), bid.name(), bid.creditCode());
        tenders.record(code, List.of(TradeAct.open(TradeFact.SIGNED_IN, bidder.actor(), body)))
                .orRefuse();
        return now;
    }

    /** 对开标有异议的，应当在开标现场提出 (条例 §44). */
    @Transactional
    public UUID object(String code, String text, Caller bidder) {
        tenders.lock(code);
        OpeningStore.Opening opening = opening(code);
        Entry bid = own(code, bidder);
        OpeningLife.next(opening.phase(), TradeFact.OPENING_OBJECTION_RAISED).orRefuse();
        Instant now = clock.instant();
        Instant until = opening.objectionsUntil();
        if (until != null && now.isAfter(until)) {
            throw new RefusedException(new Refusal("OBJECTION_TOO_LATE", "招标投标法实施条例 §44", "开标异议应当在开标现场提出，异议时间已结束"));
        }
        UUID id = UUID.randomUUID();
        openings.add(code, new OpeningStore.Objection(id, bid.id(), bid.name(), text, now, null, null, null));
        var body = new OpeningFacts.Raised(id, bid.id(), bid.name(), text);
        tenders.record(code, List.of(TradeAct.open(TradeFact.OPENING_OBJECTION_RAISED, bidder.actor(), body)))
                .orRefuse();
        return id;
    }

    /** What a bidder signs to confirm what was read out. */
    static byte[] message(String trade, String digest) {
        return ("mingjian-opening-record-1\n" + trade + "\n" + digest).getBytes(StandardCharsets.UTF_8);
    }

    /** 确认开标记录, by certificate (20号令 §40). */
    @Transactional
    public Instant confirm(String code, byte[] signature, Caller bidder) {
        tenders.lock(code);
        OpeningStore.Opening opening = opening(code);
        Entry bid = own(code, bidder);
        OpeningLife.next(opening.phase(), TradeFact.OPENING_RECORD_SIGNED).orRefuse();
        String digest = String.valueOf(opening.digest());
        if (!accounts.isSignedBy(bidder.account(), message(code, digest), signature)) {
            throw new PlatformException(SealingError.BAD_SIGNATURE, "应对开标记录摘要 " + digest + " 签名");
        }
        Instant before = bid.recordSignedAt();
        if (before != null) {
            return before;
        }
        if (bid.state() != BidState.OPENED) {
            throw new RefusedException(new Refusal("BID_NOT_OPENED", "电子招标投标办法（20号令）§31", "投标文件未解密，不参加开标记录确认"));
        }
        Instant now = clock.instant();
        board.recordSigned(bid.id(), now);
        String signed = Base64.getEncoder().encodeToString(signature);
        var body = new OpeningFacts.RecordSigned(bid.id(), bid.seq(), bid.name(), digest, signed);
        tenders.record(code, List.of(TradeAct.open(TradeFact.OPENING_RECORD_SIGNED, bidder.actor(), body)))
                .orRefuse();
        return now;
    }

    private OpeningStore.Opening opening(String code) {
        return openings.share(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
    }

    private Entry own(String code, Caller bidder) {
        return board.lockOf(code, bidder.requireOrganisation().id())
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, code));
    }
}
