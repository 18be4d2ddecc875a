package org.mingjian.sealing.app;

import java.time.InstantSource;
import java.util.List;
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
 * 声明密钥不可用: a bidder who cannot send any decrypt command says so within the time. Without his own failed attempt or this
 * word nobody may open his bid for him: whoever keeps silent has not asked for a remedy.
 */
@Service
public class AskingRemedy {

    private static final String BASIS = "电子招标投标办法（20号令）§31";

    private final Tenders tenders;
    private final OpeningStore openings;
    private final BoardStore board;
    private final InstantSource clock;

    AskingRemedy(Tenders tenders, OpeningStore openings, BoardStore board, InstantSource clock) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.clock = clock;
    }

    @Transactional
    public void ask(String code, String reason, Caller bidder) {
        tenders.lock(code);
        OpeningStore.Opening opening =
                openings.share(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
        BoardStore.Entry bid = board.lockOf(code, bidder.requireOrganisation().id())
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, code));
        if (opening.remedyShares() == null) {
            throw refused("NO_REMEDY", "招标文件没有约定解密失败的补救方案");
        }
        if (opening.phase() != OpeningPhase.DECRYPTING || clock.instant().isAfter(opening.windowEnd())) {
            throw refused("DECRYPTION_OVER", "解密时间已结束或开标已暂停");
        }
        if (bid.commanded()) {
            throw refused("AT_WORK", "您的解密指令正在处理");
        }
        if (bid.state() == BidState.OPENED) {
            throw refused("ALREADY_OPENED", "投标文件已解密，不需要补救");
        }
        OpeningCause cause = OpeningCause.NO_KEY;
        board.failed(bid.id(), BidLife.next(bid.state(), BidEvent.OPENING_FAILED), cause, reason);
        var body = new OpeningFacts.Failed(bid.id(), bid.seq(), bid.name(), cause, cause.words(), reason);
        tenders.record(code, List.of(TradeAct.open(TradeFact.BID_OPENING_FAILED, bidder.actor(), body)))
                .orRefuse();
    }

    private static RefusedException refused(String code, String words) {
        return new RefusedException(new Refusal(code, BASIS, words));
    }
}
