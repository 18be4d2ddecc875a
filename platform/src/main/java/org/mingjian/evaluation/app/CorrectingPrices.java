package org.mingjian.evaluation.app;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.Agreement;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.Inquiry;
import org.mingjian.evaluation.domain.PriceChange;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.evaluation.scoring.PriceCorrection;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.evaluation.store.PriceChangeStore;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 算术修正: the panel types what the bid says, the platform computes, the bidder accepts or not (12号令 §19). An accepted
 * price is evaluated; a bid whose correction was not accepted must be rejected before the report is drafted.
 */
@Service
public class CorrectingPrices {

    private static final String BASIS = "评标委员会和评标方法暂行规定（12号令）§19";

    /**
     * What the bid says.
     *
     * @param words the total in words, as a number; null when words and figures agree
     * @param lines priced lines that matter, none when only the words differ
     * @param minutes the bidder has to answer
     */
    public record Wanted(String bid, @Nullable Money words, List<PriceCorrection.Line> lines, int minutes) {}

    /** What the correction would be, and by which rules. */
    public record Computed(Money stated, Money corrected, List<String> applied) {}

    private final PriceChangeStore store;
    private final EvaluationStore evaluations;
    private final Marking marking;
    private final Inquiring inquiring;

    CorrectingPrices(PriceChangeStore store, EvaluationStore evaluations, Marking marking, Inquiring inquiring) {
        this.store = store;
        this.evaluations = evaluations;
        this.marking = marking;
        this.inquiring = inquiring;
    }

    /** Computes without asking anybody. */
    @Transactional(readOnly = true)
    public Computed compute(UUID seatId, Wanted wanted, Caller caller) {
        return computed(marking.seated(seatId, caller), wanted);
    }

    /** Asks the bidder to accept. */
    @Transactional
    public UUID ask(UUID seatId, Wanted wanted, Caller caller) {
        Seat seat = marking.seated(seatId, caller);
        marking.inStep(seat.trade(), Standing.Step.MARKING);
        Computed computed = computed(seat, wanted);
        if (computed.applied().isEmpty()) {
            throw new RefusedException(new Refusal("NOTHING_TO_CORRECT", BASIS, "按填写的内容，报价没有需要修正的算术错误"));
        }
        String text = "投标报价 " + computed.stated() + " 元，" + String.join("；", computed.applied()) + "，修正为 "
                + computed.corrected() + " 元。请确认是否接受；不接受修正的，投标将被否决。";
        Inquiry inquiry = inquiring.open(
                seat, new Inquiring.Question(wanted.bid(), Inquiry.Kind.CORRECTION, text, wanted.minutes()));
        try {
            store.add(new PriceChange(
                    inquiry.id(),
                    seat.trade(),
                    wanted.bid(),
                    computed.stated(),
                    computed.corrected(),
                    computed.applied(),
                    null));
        } catch (DuplicateKeyException e) {
            throw new PlatformException(EvaluationError.WRONG_EVALUATION_STATE, "这份投标已有待确认或已接受的修正", e);
        }
        return inquiry.id();
    }

    /** The bidder's answer. */
    @Transactional
    public void answer(UUID inquiry, boolean accepts, Caller caller) {
        if (store.find(inquiry).isEmpty()) {
            throw new PlatformException(EvaluationError.INQUIRY_NOT_FOUND, inquiry.toString());
        }
        inquiring.close(inquiry, accepts ? "接受修正" : "不接受修正", caller);
        store.answer(inquiry, accepts);
    }

    public Optional<PriceChange> of(UUID inquiry) {
        return store.find(inquiry);
    }

    private Computed computed(Seat seat, Wanted wanted) {
        EvaluatedBid bid = evaluations.bids(seat.trade()).stream()
                .filter(one -> one.id().equals(wanted.bid()))
                .findFirst()
                .orElseThrow(() -> new PlatformException(EvaluationError.INVALID_MARK, "没有投标 " + wanted.bid()));
        BigDecimal stated = bid.price().amount();
        // 12号令 knows no order between the bid sheet and the body of the bid: both read the price that was read out.
        PriceCorrection correction = PriceCorrection.of(new PriceCorrection.Stated(
                stated, Optional.ofNullable(wanted.words()).map(Money::amount), stated, wanted.lines()));
        return new Computed(bid.price(), new Money(correction.corrected()), words(correction, wanted));
    }

    private static List<String> words(PriceCorrection correction, Wanted wanted) {
        var words = new ArrayList<String>();
        for (String rule : correction.applied()) {
            switch (rule) {
                case "②" -> words.add("大写金额 " + wanted.words() + " 元与小写不一致，以大写为准");
                case "③" -> words.add("单价小数点有明显错误，以总价为准并修改单价");
                case "④" -> words.add("总价与单价汇总不一致，以单价金额计算结果为准");
                default ->
                    throw new IllegalStateException("a rule of correction that this trade kind does not know: " + rule);
            }
        }
        return List.copyOf(words);
    }

    /** Every correction answered or overdue, and every one that was not accepted followed by a rejection. */
    void requireSettled(String trade, Agreement agreement) {
        Set<String> kept = agreement.kept().stream().map(EvaluatedBid::id).collect(Collectors.toSet());
        for (PriceChange change : store.of(trade)) {
            if (change.accepted() == null && inquiring.isOpen(change.inquiry())) {
                throw new RefusedException(new Refusal("CORRECTION_OPEN", BASIS, "报价修正尚待投标人在规定时间内确认"));
            }
            if (!Boolean.TRUE.equals(change.accepted()) && kept.contains(change.bid()) && !isReplaced(trade, change)) {
                throw new RefusedException(
                        new Refusal("CORRECTION_NOT_ACCEPTED", BASIS, "投标人不接受报价修正或逾期未确认的，应当否决其投标，请收回评分表后认定"));
            }
        }
    }

    private boolean isReplaced(String trade, PriceChange declined) {
        return store.of(trade).stream()
                .anyMatch(one -> one.bid().equals(declined.bid()) && Boolean.TRUE.equals(one.accepted()));
    }
}
