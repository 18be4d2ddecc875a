package org.mingjian.evaluation.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.domain.RejectionCatalogue;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.expert.PoolRequest.Need;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.rules.Quantity;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.Rules;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 组建评标委员会: the request, the first draw, and the filling of seats that fell vacant. */
@Service
public class FormingPanel {

    /** @param delegates accounts of the tenderer's delegates (招标人代表) */
    public record Request(
            int size,
            List<UUID> delegates,
            List<Need> needs,
            @Nullable String regionCode,
            Instant gatherAt,
            String area) {}

    private final PanelStore store;
    private final DrawingSeats drawing;
    private final Tenders tenders;
    private final Accounts accounts;
    private final Rules rules;
    private final RejectionCatalogue catalogue;
    private final InstantSource clock;

    FormingPanel(
            PanelStore store,
            DrawingSeats drawing,
            Tenders tenders,
            Accounts accounts,
            Rules rules,
            RejectionCatalogue catalogue,
            InstantSource clock) {
        this.store = store;
        this.drawing = drawing;
        this.tenders = tenders;
        this.accounts = accounts;
        this.rules = rules;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Transactional
    public void request(String code, Request request, Caller caller) {
        TradeView trade = runBy(tenders.lock(code), caller);
        if (store.find(code).isPresent()) {
            throw new PlatformException(EvaluationError.PANEL_EXISTS, code);
        }
        check(trade, request);
        Panel panel = new Panel(
                code,
                request.size(),
                request.needs(),
                request.regionCode(),
                request.gatherAt(),
                request.area(),
                Set.of(),
                false,
                caller.account());
        store.add(panel);
        Map<String, Object> body = Map.of(
                "size", request.size(),
                "delegates", request.delegates().size(),
                "needs", request.needs(),
                "gatherAt", request.gatherAt().toString(),
                "area", request.area());
        tenders.record(
                        code,
                        List.of(TradeAct.secret(TradeFact.EXPERTS_REQUESTED, caller.actor(), body, Secrecy.PARTIES)))
                .orRefuse();
        int experts = request.size() - request.delegates().size();
        drawing.prepare(trade, panel, request.needs(), "首次抽取", caller.actor()).orRefuse();
        for (int i = 0; i < request.delegates().size(); i++) {
            store.add(delegate(code, experts + 1 + i, request.delegates().get(i)));
        }
    }

    private Seat delegate(String code, int number, UUID account) {
        return new Seat(
                UUID.randomUUID(), code, number, null, account, null, SeatState.ACCEPTED, clock.instant(), null);
    }

    private void check(TradeView trade, Request request) {
        RuleBook book = trade.book(rules);
        int experts = request.size() - request.delegates().size();
        refuse(book, "G-T12", Quantity.count(request.size()));
        refuse(book, "G-T12.odd", Quantity.count(request.size()));
        refuse(book, "G-T12.experts", Quantity.share(experts, request.size()));
        int needed = request.needs().stream().mapToInt(Need::number).sum();
        if (needed != experts) {
            throw new PlatformException(EvaluationError.INVALID_PANEL, "各专业人数合计 " + needed + "，应为专家人数 " + experts);
        }
        if (!request.gatherAt().isAfter(clock.instant())) {
            throw new PlatformException(EvaluationError.INVALID_PANEL, "集合时间应晚于现在");
        }
        if (Set.copyOf(request.delegates()).size() != request.delegates().size()) {
            throw new PlatformException(EvaluationError.INVALID_PANEL, "招标人代表重复");
        }
        request.delegates().forEach(account -> checkDelegate(trade, account));
    }

    private static void refuse(RuleBook book, String rule, Quantity quantity) {
        book.check(rule, quantity).refusal().ifPresent(refusal -> {
            throw new org.mingjian.kernel.RefusedException(refusal);
        });
    }

    private void checkDelegate(TradeView trade, UUID account) {
        boolean fits = accounts.account(account)
                .filter(found -> found.roles().contains(Role.TENDERER))
                .filter(found -> trade.tenderer().equals(found.organisation()))
                .isPresent();
        if (!fits) {
            throw new PlatformException(EvaluationError.INVALID_PANEL, "招标人代表应是招标人的账户");
        }
    }

    /**
     * Replaces members who are late (迟到) and fills every vacant expert's seat from the order drawn; vacant delegates'
     * seats go to {@code delegates} in order. Where the order is at its end, or nothing was drawn because a seed was
     * missing, a new draw is prepared, with its number in public.
     *
     * @return how many seats were filled
     */
    @Transactional
    public int fill(String code, List<UUID> delegates, Caller caller) {
        TradeView trade = runBy(tenders.lock(code), caller);
        Panel panel = panel(code);
        if (trade.state() == TradeState.OPENED) {
            markAbsent(trade, panel);
        }
        var waiting = new ArrayList<>(delegates);
        int filled = 0;
        for (Seat vacated : vacant(panel)) {
            if (!vacated.isDelegate()) {
                String cause = "补抽：" + vacated.state().title();
                filled += drawing.next(trade, panel, vacated, cause, caller.actor())
                                .isPresent()
                        ? 1
                        : 0;
            } else if (!waiting.isEmpty()) {
                UUID account = waiting.removeFirst();
                checkDelegate(trade, account);
                store.add(delegate(code, vacated.number(), account));
                filled++;
            }
        }
        drawAgain(trade, panel, caller);
        return filled;
    }

    private void drawAgain(TradeView trade, Panel panel, Caller caller) {
        Map<String, Integer> needs = new LinkedHashMap<>();
        drawing.vacancies(panel).forEach(vacancy -> needs.merge(vacancy.specialty(), 1, Integer::sum));
        if (!needs.isEmpty()) {
            List<Need> wanted = needs.entrySet().stream()
                    .map(need -> new Need(need.getKey(), need.getValue()))
                    .toList();
            drawing.prepare(trade, panel, wanted, "重新抽取：原抽取作废或次序用尽", caller.actor())
                    .orRefuse();
        }
    }

    private void markAbsent(TradeView trade, Panel panel) {
        Instant since = trade.stateSince().isAfter(panel.gatherAt()) ? trade.stateSince() : panel.gatherAt();
        Instant late = since.plus(java.time.Duration.ofMinutes(catalogue.lateMinutes()));
        if (clock.instant().isBefore(late)) {
            return;
        }
        for (Seat seat : store.seats(panel.trade())) {
            if (seat.state() == SeatState.CALLED || seat.state() == SeatState.ACCEPTED) {
                store.state(seat.id(), SeatState.ABSENT, "迟到超过 " + catalogue.lateMinutes() + " 分钟");
            }
        }
    }

    /** The last holder of each number that has no live seat. */
    private List<Seat> vacant(Panel panel) {
        List<Seat> seats = store.seats(panel.trade());
        return IntStream.rangeClosed(1, panel.size())
                .mapToObj(number ->
                        seats.stream().filter(seat -> seat.number() == number).toList())
                .filter(held -> held.stream().noneMatch(seat -> seat.state().isLive()))
                .flatMap(held -> held.stream().max(Comparator.comparing(Seat::calledAt)).stream())
                .toList();
    }

    /** 补抽 from the order of the first draw; false when it is at its end. */
    boolean replace(TradeView trade, Panel panel, Seat vacated, String cause, Actor actor) {
        return vacated.isDelegate()
                || drawing.next(trade, panel, vacated, cause, actor).isPresent();
    }

    Panel panel(String code) {
        return store.find(code).orElseThrow(() -> new PlatformException(EvaluationError.PANEL_NOT_FOUND, code));
    }

    Optional<Panel> find(String code) {
        return store.find(code);
    }

    static TradeView runBy(TradeView trade, Caller caller) {
        boolean own = caller.organisation() != null
                && trade.isRunBy(caller.organisation().id());
        if (!own && !caller.is(Role.CENTRE_STAFF)) {
            throw new PlatformException(TenderError.NOT_YOUR_TRADE, trade.code());
        }
        return trade;
    }
}
