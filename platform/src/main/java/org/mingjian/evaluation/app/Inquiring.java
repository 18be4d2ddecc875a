package org.mingjian.evaluation.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.Inquiry;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.evaluation.store.InquiryStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 评标澄清、低价说明: the panel asks in writing, the bidder answers in writing within the time (条例 §52; 12号令 §21). */
@Service
public class Inquiring {

    /** A bidder gets at least this long to explain a low price on the spot. */
    private static final int LEAST_MINUTES = 30;

    private final InquiryStore store;
    private final EvaluationStore evaluations;
    private final Marking marking;
    private final Tenders tenders;
    private final InstantSource clock;

    Inquiring(InquiryStore store, EvaluationStore evaluations, Marking marking, Tenders tenders, InstantSource clock) {
        this.store = store;
        this.evaluations = evaluations;
        this.marking = marking;
        this.tenders = tenders;
        this.clock = clock;
    }

    /** What a member asks; nothing that would change the substance of the bid may be asked for. */
    public record Question(String bid, Inquiry.Kind kind, String text, int minutes) {}

    @Transactional
    public UUID ask(UUID seatId, Question question, Caller caller) {
        Seat seat = marking.seated(seatId, caller);
        marking.inStep(seat.trade(), Standing.Step.MARKING);
        if (question.kind() == Inquiry.Kind.CORRECTION) {
            throw new PlatformException(EvaluationError.INVALID_MARK, "算术修正由平台计算，请在该投标下填写大写金额或单价");
        }
        return open(seat, question).id();
    }

    Inquiry open(Seat seat, Question question) {
        bid(seat.trade(), question.bid());
        if (question.kind() == Inquiry.Kind.LOW_PRICE && question.minutes() < LEAST_MINUTES) {
            throw new PlatformException(EvaluationError.INVALID_MARK, "低价说明的答复时间不少于 " + LEAST_MINUTES + " 分钟");
        }
        Instant now = clock.instant();
        Inquiry inquiry = new Inquiry(
                UUID.randomUUID(),
                seat.trade(),
                question.bid(),
                question.kind(),
                question.text(),
                seat.number(),
                now,
                now.plus(Duration.ofMinutes(question.minutes())),
                null,
                null);
        store.add(inquiry);
        record(inquiry, Actor.SYSTEM, "asked", question.text());
        return inquiry;
    }

    /** Whether the bidder may still answer. */
    boolean isOpen(UUID id) {
        Inquiry inquiry = store.find(id).orElseThrow(() -> notFound(id.toString()));
        return inquiry.answeredAt() == null && !clock.instant().isAfter(inquiry.dueAt());
    }

    /** The bidder's answer, within the time. */
    @Transactional
    public void answer(UUID id, String text, Caller caller) {
        if (own(id, caller).kind() == Inquiry.Kind.CORRECTION) {
            throw new PlatformException(EvaluationError.INVALID_MARK, "报价修正只能答复接受或不接受");
        }
        close(id, text, caller);
    }

    void close(UUID id, String text, Caller caller) {
        Inquiry known = own(id, caller);
        marking.inStep(known.trade(), Standing.Step.MARKING);
        Inquiry inquiry = own(id, caller);
        Instant now = clock.instant();
        if (inquiry.answeredAt() != null) {
            throw new PlatformException(EvaluationError.WRONG_EVALUATION_STATE, "已答复");
        }
        if (now.isAfter(inquiry.dueAt())) {
            throw new RefusedException(new Refusal("INQUIRY_TOO_LATE", "招标投标法实施条例 §52", "已超过评标委员会要求的答复时间"));
        }
        store.answer(id, text, now);
        record(inquiry, caller.actor(), "answered", text);
    }

    /** Inquiries to the caller's own bid. */
    @Transactional(readOnly = true)
    public List<Inquiry> mine(String code, Caller caller) {
        String organisation = caller.requireOrganisation().id().toString();
        List<String> bids = evaluations.bids(code).stream()
                .filter(bid -> bid.organisation().equals(organisation))
                .map(EvaluatedBid::id)
                .toList();
        return store.of(code).stream()
                .filter(inquiry -> bids.contains(inquiry.bid()))
                .toList();
    }

    /** All inquiries of the trade, for its members. */
    @Transactional(readOnly = true)
    public List<Inquiry> ofSeat(UUID seatId, Caller caller) {
        return store.of(marking.seated(seatId, caller).trade());
    }

    private Inquiry own(UUID id, Caller caller) {
        Inquiry inquiry = store.find(id).orElseThrow(() -> notFound(id.toString()));
        EvaluatedBid bid = bid(inquiry.trade(), inquiry.bid());
        if (!bid.organisation().equals(caller.requireOrganisation().id().toString())) {
            throw notFound(id.toString());
        }
        return inquiry;
    }

    private EvaluatedBid bid(String trade, String id) {
        return evaluations.bids(trade).stream()
                .filter(bid -> bid.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new PlatformException(EvaluationError.INVALID_MARK, "没有投标 " + id));
    }

    private static PlatformException notFound(String id) {
        return new PlatformException(EvaluationError.INQUIRY_NOT_FOUND, id);
    }

    private void record(Inquiry inquiry, Actor actor, String what, String text) {
        Map<String, Object> body = Map.of(
                "inquiry", inquiry.id().toString(),
                "bid", inquiry.bid(),
                "kind", inquiry.kind().name(),
                "what", what,
                "seat", inquiry.askedSeat(),
                "text", text);
        tenders.record(
                        inquiry.trade(),
                        List.of(TradeAct.secret(TradeFact.EVALUATION_INQUIRED, actor, body, Secrecy.SEALED)))
                .orRefuse();
    }
}
