package org.mingjian.evaluation.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.Evaluations;
import org.mingjian.evaluation.domain.Agreement;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.domain.RejectionCatalogue;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.evaluation.domain.SheetState;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Role;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What may be seen of a panel and its evaluation, by whom and when. */
@Service
public class ReadingEvaluations implements Evaluations {

    /** States after which the names of a panel are no longer secret. */
    private static final Set<TradeState> NAMES_OPEN =
            EnumSet.of(TradeState.SELECTED, TradeState.AWARDED, TradeState.CONTRACTED, TradeState.CLOSED);

    private final PanelStore panels;
    private final EvaluationStore store;
    private final Marking marking;
    private final RejectionCatalogue catalogue;
    private final Tenders tenders;
    private final Accounts accounts;

    ReadingEvaluations(
            PanelStore panels,
            EvaluationStore store,
            Marking marking,
            RejectionCatalogue catalogue,
            Tenders tenders,
            Accounts accounts) {
        this.panels = panels;
        this.store = store;
        this.marking = marking;
        this.catalogue = catalogue;
        this.tenders = tenders;
        this.accounts = accounts;
    }

    /** @param name null until the winner is selected */
    public record SeatLine(
            int number,
            boolean delegate,
            SeatState state,
            String stateTitle,
            boolean submitted,
            boolean signed,
            @Nullable String name) {}

    /** @param step null before the evaluation starts */
    public record PanelView(
            int size,
            Instant gatherAt,
            String area,
            int vacant,
            List<SeatLine> seats,
            Standing.@Nullable Step step,
            int bids) {}

    /** The panel for those who organise or supervise: numbers and states, no names before the award (招标投标法 §37). */
    @Transactional(readOnly = true)
    public PanelView panel(String code, Caller caller) {
        TradeView trade = visible(tenders.get(code), caller);
        Panel panel = panels.find(code).orElseThrow(() -> new PlatformException(EvaluationError.PANEL_NOT_FOUND, code));
        boolean named = NAMES_OPEN.contains(trade.state());
        List<SeatLine> lines = new ArrayList<>();
        int live = 0;
        for (Seat seat : panels.seats(code)) {
            if (seat.state().isLive()) {
                live++;
                lines.add(line(seat, named));
            }
        }
        Optional<Standing> standing = store.find(code);
        return new PanelView(
                panel.size(),
                panel.gatherAt(),
                panel.area(),
                panel.size() - live,
                lines,
                standing.map(Standing::step).orElse(null),
                standing.isPresent() ? store.bids(code).size() : 0);
    }

    private SeatLine line(Seat seat, boolean named) {
        SheetState sheet = store.sheet(seat.id());
        return new SeatLine(
                seat.number(),
                seat.isDelegate(),
                seat.state(),
                seat.state().title(),
                sheet.submittedAt() != null,
                sheet.signedAt() != null,
                named
                        ? accounts.account(seat.account())
                                .map(Accounts.AccountView::name)
                                .orElse(null)
                        : null);
    }

    private static TradeView visible(TradeView trade, Caller caller) {
        boolean watches = caller.is(Role.CENTRE_STAFF) || caller.is(Role.SUPERVISOR) || caller.is(Role.WITNESS);
        boolean own = caller.organisation() != null
                && trade.isRunBy(caller.organisation().id());
        if (!watches && !own) {
            throw new PlatformException(TenderError.NOT_YOUR_TRADE, trade.code());
        }
        return trade;
    }

    /** A member's own seat; before sign-in no more than time and area. */
    public record Call(
            UUID seat,
            int number,
            Instant gatherAt,
            String area,
            SeatState state,
            String stateTitle,
            @Nullable String trade,
            @Nullable String title,
            @Nullable String tenderer) {}

    @Transactional(readOnly = true)
    public List<Call> calls(Caller caller) {
        List<Call> calls = new ArrayList<>();
        for (Seat seat : panels.of(caller.account())) {
            Panel panel = panels.find(seat.trade()).orElseThrow();
            boolean told = seat.isDelegate() || seat.state() == SeatState.SIGNED_IN || seat.state() == SeatState.SEATED;
            Optional<TradeView> trade = told ? Optional.of(tenders.get(seat.trade())) : Optional.empty();
            calls.add(new Call(
                    seat.id(),
                    seat.number(),
                    panel.gatherAt(),
                    panel.area(),
                    seat.state(),
                    seat.state().title(),
                    trade.map(TradeView::code).orElse(null),
                    trade.map(TradeView::title).orElse(null),
                    trade.map(TradeView::tendererName).orElse(null)));
        }
        return calls;
    }

    /** For members once all sheets are in; {@code missing} is what a minority has yet to judge. */
    public record Compared(
            List<Agreement.Difference> differences,
            List<Agreement.Outlier> outliers,
            List<Agreement.Rejection> rejections,
            List<Agreement.Missing> missing) {}

    @Transactional(readOnly = true)
    public Compared compared(UUID seatId, Caller caller) {
        Seat seat = marking.seated(seatId, caller);
        Agreement agreement = marking.agreement(seat.trade());
        return new Compared(
                agreement.differences(),
                agreement.outliers(new java.math.BigDecimal(catalogue.outlierShare())),
                agreement.rejections(),
                agreement.missing());
    }

    /** A report with its digest; members read it once drafted, the organiser and the watchers once handed in. */
    public record ReportView(String digest, JsonNode report) {}

    @Transactional(readOnly = true)
    public ReportView reportOfSeat(UUID seatId, Caller caller) {
        return view(store.find(marking.seated(seatId, caller).trade()));
    }

    @Transactional(readOnly = true)
    public ReportView reportOfTrade(String code, Caller caller) {
        visible(tenders.get(code), caller);
        return view(store.find(code).filter(standing -> standing.step() == Standing.Step.REPORTED));
    }

    private static ReportView view(Optional<Standing> standing) {
        Standing drafted = standing.filter(known -> known.report() != null)
                .orElseThrow(() -> new PlatformException(EvaluationError.REPORT_NOT_FOUND, ""));
        return new ReportView(String.valueOf(drafted.digest()), parsed(drafted));
    }

    private static JsonNode parsed(Standing standing) {
        return JsonMapper.shared().readTree(String.valueOf(standing.report()));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Report> report(String tradeCode) {
        return store.find(tradeCode)
                .filter(standing -> standing.step() == Standing.Step.REPORTED)
                .map(ReadingEvaluations::report);
    }

    private static Report report(Standing standing) {
        JsonNode report = parsed(standing);
        List<Ranked> candidates = new ArrayList<>();
        for (JsonNode candidate : report.path("candidates")) {
            candidates.add(new Ranked(
                    UUID.fromString(candidate.path("bid").asString()),
                    UUID.fromString(candidate.path("organisation").asString()),
                    candidate.path("name").asString(),
                    candidate.path("creditCode").asString(),
                    Money.of(candidate.path("price").asString()),
                    candidate.path("score").asString(candidate.path("evaluated").asString("")),
                    candidates.size() + 1,
                    candidate.path("projectLeader").asString(null)));
        }
        List<Rejected> rejected = new ArrayList<>();
        for (JsonNode bid : report.path("rejected")) {
            JsonNode first = bid.path("reasons").path(0);
            rejected.add(new Rejected(
                    UUID.fromString(bid.path("bid").asString()),
                    bid.path("name").asString(),
                    first.path("code").asString(),
                    first.path("words").asString()));
        }
        Instant at = standing.reportedAt();
        if (at == null) {
            throw new IllegalStateException("reported without a time: " + standing.trade());
        }
        return new Report(at, report.path("method").asString(), candidates, rejected);
    }
}
