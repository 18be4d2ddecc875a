package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.mingjian.facts.Recorded;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.OpeningLife;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 主持开标: what the tenderer or its agency does in the hall: end the decryption, read the prices, answer, record. */
@Service
public class HostingOpening {

    private static final String AT_THE_OPENING = "招标投标法实施条例 §44";

    private final Tenders tenders;
    private final OpeningStore openings;
    private final ReadingOut board;
    private final EndingDecryption ending;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Duration objectionTime;

    HostingOpening(
            Tenders tenders,
            OpeningStore openings,
            ReadingOut board,
            EndingDecryption ending,
            InstantSource clock,
            JsonMapper json,
            @Value("${mingjian.opening.objection-minutes:5}") int objectionMinutes) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.ending = ending;
        this.clock = clock;
        this.json = json;
        this.objectionTime = Duration.ofMinutes(objectionMinutes);
    }

    public void endDecryption(String code, Caller host) {
        hosted(tenders.get(code), host);
        ending.early(code, host.actor());
    }

    /** 唱标: one public fact with everything that is read out; only now prices are known to anybody. */
    @Transactional
    public String readPrices(String code, Caller host) {
        TradeView trade = hosted(tenders.lock(code), host);
        OpeningStore.Opening opening = opening(trade);
        OpeningPhase next =
                OpeningLife.next(opening.phase(), TradeFact.PRICES_READ).orRefuse();
        Instant until = clock.instant().plus(objectionTime);
        List<Entry> bids = board.board(code);
        if (bids.stream().anyMatch(bid -> bid.state() == BidState.FAILED)) {
            throw refused("RULING_NEEDED", OpeningFacts.WINDOW, "还有投标文件未解密的原因待认定，认定后才能唱标");
        }
        List<OpeningFacts.Line> lines = board.lines(code, bids);
        var body = new OpeningFacts.PricesRead(code, opening.root(), opening.bids(), lines, until);
        String digest = OpeningFacts.digest(json, body);
        tenders.record(code, List.of(TradeAct.open(TradeFact.PRICES_READ, host.actor(), body)))
                .orRefuse();
        openings.read(code, digest, until);
        openings.phase(code, next);
        return digest;
    }

    /** 当场答复, on record (条例 §44). */
    @Transactional
    public void answer(String code, UUID objection, String text, Caller host) {
        TradeView trade = hosted(tenders.lock(code), host);
        OpeningLife.next(opening(trade).phase(), TradeFact.OPENING_OBJECTION_ANSWERED)
                .orRefuse();
        String by = host.requireOrganisation().name() + " " + host.name();
        if (!openings.answer(code, objection, text, by, clock.instant())) {
            throw new PlatformException(SealingError.OBJECTION_NOT_FOUND, objection.toString());
        }
        var body = new OpeningFacts.Answered(objection, text, by);
        tenders.record(code, List.of(TradeAct.open(TradeFact.OPENING_OBJECTION_ANSWERED, host.actor(), body)))
                .orRefuse();
    }

    /** 公布开标记录 (20号令 §32): everything that happened, in one public fact; afterwards the opening is over. */
    @Transactional
    public long record(String code, Caller host) {
        TradeView trade = hosted(tenders.lock(code), host);
        OpeningStore.Opening opening = opening(trade);
        OpeningPhase next =
                OpeningLife.next(opening.phase(), TradeFact.OPENING_RECORDED).orRefuse();
        List<OpeningStore.Objection> objections = openings.objections(code);
        if (objections.stream().anyMatch(objection -> objection.answer() == null)) {
            throw refused("OBJECTION_OPEN", AT_THE_OPENING, "还有开标异议没有当场答复");
        }
        List<Entry> bids = board.board(code);
        List<Entry> opened =
                bids.stream().filter(bid -> bid.state() == BidState.OPENED).toList();
        boolean allConfirmed = opened.stream().allMatch(bid -> bid.recordSignedAt() != null);
        Instant until = Objects.requireNonNull(opening.objectionsUntil());
        if (!allConfirmed && !clock.instant().isAfter(until)) {
            throw refused("OBJECTIONS_GO_ON", AT_THE_OPENING, "异议时间未到，且尚有投标人没有确认开标记录");
        }
        var body = new OpeningFacts.Recorded(
                code,
                trade.title(),
                opening.deadline(),
                opening.bids(),
                opened.size(),
                opening.root(),
                Objects.requireNonNull(opening.digest()),
                board.lines(code, bids),
                objections,
                confirmations(opened),
                host.requireOrganisation().name());
        Recorded fact = tenders.record(code, List.of(TradeAct.open(TradeFact.OPENING_RECORDED, host.actor(), body)))
                .orRefuse()
                .getFirst();
        openings.phase(code, next);
        openings.recorded(code, fact.id());
        return fact.id();
    }

    private static List<OpeningFacts.Confirmation> confirmations(List<Entry> opened) {
        return opened.stream()
                .<OpeningFacts.Confirmation>mapMulti((bid, out) -> {
                    Instant at = bid.recordSignedAt();
                    if (at != null) {
                        out.accept(new OpeningFacts.Confirmation(bid.id(), bid.name(), at));
                    }
                })
                .toList();
    }

    private OpeningStore.Opening opening(TradeView trade) {
        return openings.lock(trade.code())
                .orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, trade.code()));
    }

    private static TradeView hosted(TradeView trade, Caller host) {
        if (!trade.isRunBy(host.requireOrganisation().id())) {
            throw new PlatformException(IdentityError.NOT_YOURS, trade.code());
        }
        return trade;
    }

    private static RefusedException refused(String code, String basis, String detail) {
        return new RefusedException(new Refusal(code, basis, detail));
    }
}
