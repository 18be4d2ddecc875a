package org.mingjian.sealing.app;

import java.time.Instant;
import java.util.UUID;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm4Gcm;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.app.Arrivals.Arrival;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 解密指令: takes the content key from its bidder and queues it. Only the queue is written here, durably, so that a whole
 * hall may press the button in one second; the work is done by {@link OpeningBids}.
 */
@Service
public class TakingKeys {

    private static final String BASIS = "电子招标投标办法（20号令）§30、§31";

    /**
     * A decrypt command.
     *
     * @param contentKey 16 bytes
     * @param signature by the bidder's certificate, over {@link OpeningSheets#message}
     */
    public record KeyCommand(byte[] contentKey, byte[] signature) {}

    /** What is known at once; the result comes on the board. */
    public record Taken(UUID bid, int seq, Instant at) {}

    private final Tenders tenders;
    private final OpeningStore openings;
    private final BoardStore board;
    private final BidKeys keys;
    private final OpeningBids worker;
    private final OpeningBoards boards;
    private final TransactionTemplate transaction;

    TakingKeys(
            Tenders tenders,
            OpeningStore openings,
            BoardStore board,
            BidKeys keys,
            OpeningBids worker,
            OpeningBoards boards,
            TransactionTemplate transaction) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.keys = keys;
        this.worker = worker;
        this.boards = boards;
        this.transaction = transaction;
    }

    public Taken take(String code, KeyCommand command, Caller caller, Arrival arrival) {
        if (command.contentKey().length != Sm4Gcm.KEY_LENGTH) {
            throw new PlatformException(SealingError.BAD_KEY, command.contentKey().length + " 字节");
        }
        if (command.signature().length != Sm2.SIGNATURE_LENGTH) {
            throw new PlatformException(SealingError.BAD_SIGNATURE, "签名应为 64 字节 r‖s");
        }
        Outcome<Taken> outcome = transaction.execute(status -> queue(code, command, caller, arrival.at()));
        arrival.close();
        Taken taken = outcome.orRefuse();
        worker.ring();
        boards.touch(code);
        return taken;
    }

    /** The opening's row is shared until the end, so that the time to decrypt cannot be closed in between. */
    private Outcome<Taken> queue(String code, KeyCommand command, Caller caller, Instant at) {
        OpeningStore.Opening opening =
                openings.share(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
        if (opening.phase() == OpeningPhase.PAUSED) {
            return Outcome.refused("OPENING_PAUSED", BASIS, "平台故障处理中，开标已暂停，恢复后解密时间相应顺延");
        }
        if (opening.phase() != OpeningPhase.DECRYPTING || at.isAfter(opening.windowEnd())) {
            return Outcome.refused("DECRYPTION_OVER", BASIS, "解密时间已结束");
        }
        if (tenders.get(code).state() != TradeState.OPENING) {
            return Outcome.refused("TRADE_SUSPENDED", "招标投标法实施条例 §61", "交易已被责令暂停，恢复后重新计算解密时间");
        }
        BoardStore.Entry bid = board.lockOf(code, caller.requireOrganisation().id())
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, code));
        if (bid.state() == BidState.OPENED) {
            return Outcome.refused("ALREADY_OPENED", BASIS, "投标文件已解密，无需重复操作");
        }
        board.command(bid.id(), keys.seal(bid.id(), command.contentKey()), command.signature(), caller.account(), at);
        return Outcome.done(new Taken(bid.id(), bid.seq(), at));
    }
}
