package org.mingjian.sealing.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.BidEvent;
import org.mingjian.sealing.domain.BidLife;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 申报网络故障: a bidder whose commands did not get through says so within the time, with the times that his machine kept. He
 * may still decrypt; if he does not get through until the end, people rule whose cause it was.
 */
@Service
public class ReportingNetwork {

    private final Tenders tenders;
    private final OpeningStore openings;
    private final BoardStore board;
    private final InstantSource clock;

    ReportingNetwork(Tenders tenders, OpeningStore openings, BoardStore board, InstantSource clock) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.clock = clock;
    }

    /** @param attempts when, by the bidder's clock, a command did not get through */
    @Transactional
    public void report(String code, String reason, List<Instant> attempts, Caller bidder) {
        tenders.lock(code);
        OpeningStore.Opening opening =
                openings.share(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
        BoardStore.Entry bid = board.lockOf(code, bidder.requireOrganisation().id())
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, code));
        if (opening.phase() != OpeningPhase.DECRYPTING || clock.instant().isAfter(opening.windowEnd())) {
            throw refused("DECRYPTION_OVER", "解密时间已结束或开标已暂停；可以在开标现场提出异议，由主持人认定");
        }
        if (bid.commanded()) {
            throw refused("AT_WORK", "您的解密指令已经到达，正在处理");
        }
        if (bid.state() == BidState.OPENED) {
            throw refused("ALREADY_OPENED", "投标文件已解密");
        }
        OpeningCause cause = OpeningCause.NETWORK;
        String times = attempts.stream().map(Instant::toString).collect(Collectors.joining("、"));
        String detail = times.isEmpty() ? reason : reason + "；本机记录的发送失败：" + times;
        board.failed(bid.id(), BidLife.next(bid.state(), BidEvent.OPENING_FAILED), cause, detail);
        var body = new OpeningFacts.Failed(bid.id(), bid.seq(), bid.name(), cause, cause.words(), detail);
        tenders.record(code, List.of(TradeAct.open(TradeFact.BID_OPENING_FAILED, bidder.actor(), body)))
                .orRefuse();
    }

    private static RefusedException refused(String code, String words) {
        return new RefusedException(new Refusal(code, OpeningFacts.WINDOW, words));
    }
}
