package org.mingjian.evaluation.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a called member does before the evaluation: answer, sign in, declare (应答、签到、回避声明). */
@Service
public class AnsweringCalls {

    private final PanelStore store;
    private final FormingPanel forming;
    private final DrawingSeats drawing;
    private final Tenders tenders;

    AnsweringCalls(PanelStore store, FormingPanel forming, DrawingSeats drawing, Tenders tenders) {
        this.store = store;
        this.forming = forming;
        this.drawing = drawing;
        this.tenders = tenders;
    }

    /** Accepts, or declines with a reason; a declined seat is drawn again at once by the same conditions. */
    @Transactional
    public void answer(UUID seatId, boolean accepts, @Nullable String reason, Caller caller) {
        Seat seat = locked(seatId, caller, SeatState.CALLED);
        Panel panel = forming.panel(seat.trade());
        Map<String, Object> body = Map.of("seat", seat.number(), "accepts", accepts, "reason", or(reason));
        record(seat, TradeFact.EXPERT_ANSWERED, caller.actor(), body);
        store.state(seatId, accepts ? SeatState.ACCEPTED : SeatState.DECLINED, reason);
        if (!accepts) {
            replaceIfPossible(tenders.get(seat.trade()), panel, seat.in(SeatState.DECLINED, reason));
        }
    }

    /**
     * 签到, once the opening is on record. The final list of bidders is compared once more; who has an interest is
     * replaced at once.
     *
     * @return the state of the seat afterwards
     */
    @Transactional
    public SeatState signIn(UUID seatId, Caller caller) {
        Seat seat = locked(seatId, caller, SeatState.ACCEPTED);
        TradeView trade = tenders.get(seat.trade());
        if (trade.state() != TradeState.OPENED) {
            throw new org.mingjian.kernel.RefusedException(new org.mingjian.kernel.Refusal(
                    "NOT_OPENED", "招标投标法 §37", "“" + trade.state().title() + "”时不能签到，开标记录公布后才能签到"));
        }
        UUID expert = seat.expert();
        Optional<String> interest = expert == null ? Optional.empty() : drawing.avoidance(trade, expert);
        if (interest.isPresent()) {
            recuse(trade, seat, "自动回避：" + interest.get());
            return SeatState.RECUSED;
        }
        store.state(seatId, SeatState.SIGNED_IN, null);
        return SeatState.SIGNED_IN;
    }

    /** Names of the bidders, shown after sign-in for the declaration. */
    @Transactional(readOnly = true)
    public List<String> bidders(UUID seatId, Caller caller) {
        Seat seat = own(seatId, caller);
        if (seat.state() != SeatState.SIGNED_IN && seat.state() != SeatState.SEATED) {
            throw new PlatformException(
                    EvaluationError.WRONG_SEAT_STATE, seat.state().title());
        }
        return drawing.bidders(tenders.get(seat.trade()));
    }

    /** 回避声明 after the list of bidders is shown; with an interest the seat is drawn again at once. */
    @Transactional
    public SeatState declare(UUID seatId, boolean hasInterest, @Nullable String reason, Caller caller) {
        Seat seat = locked(seatId, caller, SeatState.SIGNED_IN);
        TradeView trade = tenders.get(seat.trade());
        if (hasInterest) {
            recuse(trade, seat, "申明回避：" + or(reason));
            return SeatState.RECUSED;
        }
        record(
                seat,
                TradeFact.PANEL_SIGNED_IN,
                caller.actor(),
                Map.of("seat", seat.number(), "declares", "与投标人、招标人、招标代理机构无利害关系"));
        store.state(seatId, SeatState.SEATED, null);
        return SeatState.SEATED;
    }

    private void recuse(TradeView trade, Seat seat, String reason) {
        store.state(seat.id(), SeatState.RECUSED, reason);
        replaceIfPossible(trade, forming.panel(seat.trade()), seat.in(SeatState.RECUSED, reason));
    }

    /** An order at its end leaves the seat vacant; the requester has it drawn again. */
    private void replaceIfPossible(TradeView trade, Panel panel, Seat vacated) {
        String cause = "补抽：" + vacated.state().title();
        if (!forming.replace(trade, panel, vacated, cause, Actor.SYSTEM)) {
            store.state(vacated.id(), vacated.state(), or(vacated.reason()) + "；抽取次序已用尽，待重新抽取");
        }
    }

    private void record(Seat seat, TradeFact fact, Actor actor, Object body) {
        List<TradeAct> acts = List.of(TradeAct.secret(fact, actor, body, Secrecy.SEALED));
        long id = tenders.record(seat.trade(), acts).orRefuse().getFirst().id();
        store.addDrawFact(seat.trade(), id);
    }

    private Seat locked(UUID seatId, Caller caller, SeatState expected) {
        Seat seat = own(seatId, caller);
        tenders.lock(seat.trade());
        Seat current = own(seatId, caller);
        if (current.state() != expected) {
            throw new PlatformException(
                    EvaluationError.WRONG_SEAT_STATE, current.state().title());
        }
        return current;
    }

    /** The caller's own seat; somebody else's seat looks as if there were none. */
    Seat own(UUID seatId, Caller caller) {
        return store.seat(seatId)
                .filter(seat -> seat.account().equals(caller.account()))
                .orElseThrow(() -> new PlatformException(EvaluationError.SEAT_NOT_FOUND, seatId.toString()));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
