package org.mingjian.evaluation.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.Agreement;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.Judgement;
import org.mingjian.evaluation.domain.MarkRules;
import org.mingjian.evaluation.domain.RejectionCatalogue;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SeatSheet;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.evaluation.domain.SheetState;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms.Criterion;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A member's sheet: read, saved as a whole or in parts, handed in, taken back. */
@Service
public class Marking {

    /** All a member needs to judge. */
    public record SheetView(
            Standing.Step step,
            List<Criterion> criteria,
            List<EvaluatedBid> bids,
            List<RejectionCatalogue.Ground> grounds,
            List<Judgement> judgements,
            SheetState state) {}

    private final EvaluationStore store;
    private final PanelStore panels;
    private final Tenders tenders;
    private final AnsweringCalls calls;
    private final RejectionCatalogue catalogue;
    private final CreditMarks credit;
    private final InstantSource clock;

    Marking(
            EvaluationStore store,
            PanelStore panels,
            Tenders tenders,
            AnsweringCalls calls,
            RejectionCatalogue catalogue,
            CreditMarks credit,
            InstantSource clock) {
        this.store = store;
        this.panels = panels;
        this.tenders = tenders;
        this.calls = calls;
        this.catalogue = catalogue;
        this.credit = credit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public SheetView sheet(UUID seatId, Caller caller) {
        Seat seat = seated(seatId, caller);
        Standing standing = store.find(seat.trade()).orElseThrow(() -> notStarted(seat.trade()));
        List<EvaluatedBid> bids = store.bids(seat.trade());
        List<Judgement> judgements = new ArrayList<>(store.judgements(seatId));
        judgements.addAll(credit.missing(seat.trade(), bids, judgements));
        return new SheetView(
                standing.step(),
                criteria(seat.trade()),
                bids,
                catalogue.rejections(),
                List.copyOf(judgements),
                store.sheet(seatId));
    }

    /** What the panel may see of the bidders' credit, as frozen when the evaluation began. */
    @Transactional
    public List<CreditMarks.Seen> credit(UUID seatId, Caller caller) {
        Seat seat = seated(seatId, caller);
        if (store.find(seat.trade()).isEmpty()) {
            throw notStarted(seat.trade());
        }
        return credit.seen(seat.trade(), store.bids(seat.trade()), caller.actor());
    }

    /** The trade of a seat that {@link #sheet} let the caller look at. */
    String tradeOf(UUID seatId) {
        return panels.seat(seatId)
                .orElseThrow(() -> new PlatformException(EvaluationError.SEAT_NOT_FOUND, seatId.toString()))
                .trade();
    }

    /** Saves cells; all or none. What is saved again is replaced. */
    @Transactional
    public int save(UUID seatId, List<Judgement> judgements, Caller caller) {
        Seat seat = seated(seatId, caller);
        inStep(seat.trade(), Standing.Step.MARKING);
        if (store.sheet(seatId).submittedAt() != null) {
            throw new PlatformException(EvaluationError.WRONG_EVALUATION_STATE, "评分表已提交，修改前请先收回");
        }
        Map<String, Criterion> criteria =
                criteria(seat.trade()).stream().collect(Collectors.toMap(Criterion::id, Function.identity()));
        List<EvaluatedBid> bids = store.bids(seat.trade());
        var rules = new MarkRules(
                criteria, bids.stream().map(EvaluatedBid::id).collect(Collectors.toSet()), catalogue.codes());
        Map<List<String>, Judgement> cells = new LinkedHashMap<>();
        for (Judgement judgement : judgements) {
            rules.problem(judgement)
                    .or(() -> credit.problem(seat.trade(), bids, judgement))
                    .ifPresent(problem -> {
                        throw new PlatformException(EvaluationError.INVALID_MARK, problem);
                    });
            if (cells.put(List.of(judgement.bid(), judgement.criterion()), judgement) != null) {
                throw new PlatformException(EvaluationError.INVALID_MARK, "同一投标的同一评审项出现两次：" + judgement.criterion());
            }
        }
        store.save(seatId, List.copyOf(cells.values()));
        return cells.size();
    }

    /** Hands the sheet in; every cell must be filled, except of bids that the member rejects. */
    @Transactional
    public void submit(UUID seatId, Caller caller) {
        Seat seat = seated(seatId, caller);
        inStep(seat.trade(), Standing.Step.MARKING);
        store.save(seatId, credit.missing(seat.trade(), store.bids(seat.trade()), store.judgements(seatId)));
        var sheet = new SeatSheet(seat.number(), store.judgements(seatId));
        List<Criterion> criteria = criteria(seat.trade());
        long open = store.bids(seat.trade()).stream()
                .mapToLong(bid -> sheet.open(bid.id(), criteria))
                .sum();
        if (open > 0) {
            throw new PlatformException(EvaluationError.WRONG_EVALUATION_STATE, "还有 " + open + " 项未评");
        }
        store.submitted(seatId, clock.instant());
    }

    /** Takes the sheet back to correct it; a drafted report and its signatures become void. */
    @Transactional
    public void takeBack(UUID seatId, Caller caller) {
        Seat seat = seated(seatId, caller);
        Standing standing = lock(seat.trade());
        if (standing.step() == Standing.Step.REPORTED) {
            throw new PlatformException(
                    EvaluationError.WRONG_EVALUATION_STATE, standing.step().title());
        }
        store.redraft(seat.trade());
        store.submitted(seatId, null);
    }

    /** Compares the sheets; nobody may ask before all are handed in. */
    Agreement agreement(String trade) {
        List<Seat> seats = seatedMembers(trade);
        for (Seat seat : seats) {
            if (store.sheet(seat.id()).submittedAt() == null) {
                throw new PlatformException(EvaluationError.WRONG_EVALUATION_STATE, "评委 " + seat.number() + " 尚未提交评分表");
            }
        }
        List<SeatSheet> sheets = seats.stream()
                .map(seat -> new SeatSheet(seat.number(), store.judgements(seat.id())))
                .toList();
        return new Agreement(criteria(trade), store.bids(trade), sheets);
    }

    List<Seat> seatedMembers(String trade) {
        return panels.seats(trade).stream()
                .filter(seat -> seat.state() == SeatState.SEATED)
                .toList();
    }

    List<Criterion> criteria(String trade) {
        return tenders.get(trade).requireTerms().criteria();
    }

    /** The caller's own seat, seated. */
    Seat seated(UUID seatId, Caller caller) {
        Seat seat = calls.own(seatId, caller);
        if (seat.state() != SeatState.SEATED) {
            throw new PlatformException(
                    EvaluationError.WRONG_SEAT_STATE, seat.state().title());
        }
        return seat;
    }

    Standing lock(String trade) {
        return store.lock(trade).orElseThrow(() -> notStarted(trade));
    }

    Standing inStep(String trade, Standing.Step expected) {
        Standing standing = lock(trade);
        if (standing.step() != expected) {
            throw new PlatformException(
                    EvaluationError.WRONG_EVALUATION_STATE, standing.step().title());
        }
        return standing;
    }

    static PlatformException notStarted(String trade) {
        return new PlatformException(EvaluationError.EVALUATION_NOT_FOUND, trade);
    }
}
