package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.OrderFact;
import org.mingjian.exchange.domain.OrderLife;
import org.mingjian.exchange.domain.OrderRule;
import org.mingjian.exchange.domain.OrderState;
import org.mingjian.exchange.domain.Rates;
import org.mingjian.exchange.domain.WarningRule;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.OrderStore;
import org.mingjian.exchange.store.OrderStore.Ground;
import org.mingjian.exchange.store.OrderStore.Order;
import org.mingjian.exchange.store.QualityRuleFiles;
import org.mingjian.exchange.store.Sight;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 限期整改: drafted by the platform from the measured figures, sent by a person, answered by the source's officer, closed
 * or returned by who ordered, and public when the source does not mend (运行管理办法 §35). Every step is a fact.
 */
@Service
public class KeepingOrders {

    private static final Duration WINDOW = Duration.ofDays(30);

    private final OrderStore store;
    private final WatchingQuality watching;
    private final BoardStore boards;
    private final QualityRuleFiles rules;
    private final Node node;
    private final Facts facts;
    private final Observing.Clockwork clockwork;

    KeepingOrders(
            OrderStore store,
            WatchingQuality watching,
            BoardStore boards,
            QualityRuleFiles rules,
            Node node,
            Facts facts,
            Observing.Clockwork clockwork) {
        this.store = store;
        this.watching = watching;
        this.boards = boards;
        this.rules = rules;
        this.node = node;
        this.facts = facts;
        this.clockwork = clockwork;
    }

    /** What somebody says with a step; parts that the step does not need are left out. */
    public record Said(String words, @Nullable LocalDate due) {}

    private record Told(
            String number, String source, String name, String state, List<Ground> grounds, String due, String words) {}

    /** A draft from the figures of the last 30 days; empty when no figure misses a rule, or one is not closed yet. */
    @Transactional
    public Optional<Order> draft(String source, Actor actor) {
        BoardStore.Source known = boards.sources(Sight.everything(node.region())).stream()
                .filter(one -> one.code().equals(source))
                .findFirst()
                .orElseThrow(() -> new PlatformException(ExchangeError.PEER_NOT_FOUND, source));
        List<Ground> grounds = grounds(source);
        if (grounds.isEmpty()) {
            return Optional.empty();
        }
        OrderRule rule = rules.order(today());
        String what = grounds.stream().map(Ground::situation).distinct().collect(Collectors.joining("、"));
        Order order = new Order(
                UUID.randomUUID(),
                "",
                source,
                known.name(),
                known.region(),
                grounds,
                "你单位" + what + "。请在" + rule.days() + "日内改正，更正并重报被退回的记录，并说明原因和措施。",
                OrderState.DRAFTED,
                clock().instant(),
                null,
                "",
                null,
                "",
                null,
                null,
                null);
        return store.add(order) ? Optional.of(order) : Optional.empty();
    }

    private List<Ground> grounds(String source) {
        Sight all = Sight.everything(node.region());
        Rates rates = Rates.of(watching.lines(watching.since(true, clockwork.book(), WINDOW, all)).stream()
                .filter(line -> line.source().equals(source))
                .map(BoardStore.Line::tally)
                .toList());
        List<Ground> grounds = new ArrayList<>();
        for (WarningRule rule : rules.warnings(today())) {
            if (rule.situation().isEmpty()) {
                continue;
            }
            rate(rule, rates)
                    .filter(rule::isMissedBy)
                    .ifPresent(rate -> grounds.add(new Ground(
                            rule.rule(),
                            rule.title(),
                            rule.situation(),
                            rate.part(),
                            rate.whole(),
                            rate.percent(),
                            rule.limit().toPlainString(),
                            rule.orderBasis(),
                            rule.measure() == WarningRule.Measure.TIMELY ? rates.pending() : null)));
        }
        return grounds;
    }

    private static Optional<Rates.Rate> rate(WarningRule rule, Rates rates) {
        return switch (rule.measure()) {
            case PASSED -> Optional.of(rates.passed());
            case TIMELY -> Optional.of(rates.timely());
            case MENDED -> Optional.of(rates.mended());
            case CODED -> Optional.of(rates.coded());
            case LATE_MINUTES, LATE_DAY, REACHED, SYSTEM, NETWORK, UNREPAIRED, STUCK, FULL, DIFFERING, CLOCK ->
                Optional.empty();
        };
    }

    /** @param sight whose orders the person may touch; others are not there */
    @Transactional
    public Order act(UUID id, OrderFact fact, Said said, Sight sight, Actor actor) {
        Order order = store.lock(id)
                .filter(found -> sight.covers(found.region()))
                .orElseThrow(() -> new PlatformException(ExchangeError.ORDER_NOT_FOUND, id.toString()));
        return move(order, fact, said, actor);
    }

    /** What the clock does: an order whose last day is over without an answer is overdue. */
    @Transactional
    public void lookAtTheClock() {
        for (Order one : store.in(OrderState.ORDERED)) {
            Order order = store.lock(one.id()).orElseThrow();
            LocalDate due = order.due();
            if (order.state() == OrderState.ORDERED && due != null && today().isAfter(due)) {
                move(order, OrderFact.MISSED, new Said("期限" + due + "已过，没有提交整改情况", null), Actor.SYSTEM);
            }
        }
    }

    private Order move(Order order, OrderFact fact, Said said, Actor actor) {
        OrderRule rule = rules.order(today());
        OrderState next = OrderLife.TABLE
                .next(order.state(), fact, order.state())
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        "WRONG_STATE", rule.basis(), "“" + order.state().title() + "”时不能“" + fact.title() + "”"))
                .orRefuse();
        if (fact == OrderFact.CENSURED && order.state() != rule.publishFrom()) {
            Outcome.<Order>refused("NOT_YET_PUBLIC", rule.basis(), "逾期未改才能通报").orRefuse();
        }
        if (fact == OrderFact.ANSWERED && order.sentBy().equals(actor.account())) {
            Outcome.<Order>refused("SAME_PERSON", rule.basis(), "整改情况不能由发出整改单的人提交")
                    .orRefuse();
        }
        Order moved = moved(order, new Step(next, fact, actor.account()), said, rule);
        store.keep(moved);
        store.step(moved.id(), new OrderStore.Step(fact, clock().instant(), actor.name(), said.words()));
        LocalDate due = moved.due();
        Told told = new Told(
                moved.number(),
                moved.source(),
                moved.sourceName(),
                next.name(),
                moved.grounds(),
                due == null ? "" : due.toString(),
                said.words());
        facts.record(NewFact.secret(
                "exchange:order:" + moved.id(),
                fact.kind(),
                actor,
                told,
                fact == OrderFact.CENSURED ? org.mingjian.facts.Secrecy.PUBLIC : org.mingjian.facts.Secrecy.PARTIES));
        return moved;
    }

    /** What happens, where it leads, and by whose account. */
    private record Step(OrderState next, OrderFact fact, String account) {}

    private Order moved(Order order, Step step, Said said, OrderRule rule) {
        OrderFact fact = step.fact();
        OrderState next = step.next();
        Instant now = clock().instant();
        boolean sent = fact == OrderFact.SENT;
        boolean answered = fact == OrderFact.ANSWERED;
        boolean over = OrderLife.TABLE.isEnd(next);
        return new Order(
                order.id(),
                sent ? "数改〔" + today().getYear() + "〕" + store.next(today().getYear()) + "号" : order.number(),
                order.source(),
                order.sourceName(),
                order.region(),
                order.grounds(),
                sent && !said.words().isBlank() ? said.words() : order.demand(),
                next,
                order.draftedAt(),
                sent ? now : order.sentAt(),
                sent ? step.account() : order.sentBy(),
                sent || fact == OrderFact.RETURNED ? due(said, rule) : order.due(),
                answered ? said.words() : order.answer(),
                answered ? now : order.answeredAt(),
                fact == OrderFact.CENSURED ? now : order.censuredAt(),
                over ? now : order.closedAt());
    }

    /** The day that was said, not before tomorrow; else as many days from today as the rule has. */
    private LocalDate due(Said said, OrderRule rule) {
        LocalDate asked = said.due();
        if (asked == null) {
            return today().plusDays(rule.days());
        }
        if (!asked.isAfter(today()) || asked.isAfter(today().plusYears(1))) {
            Outcome.<LocalDate>refused("BAD_DUE", rule.basis(), "期限应在明天以后、一年以内").orRefuse();
        }
        return asked;
    }

    private InstantSource clock() {
        return clockwork.clock();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock().instant(), ScoringMonths.CHINA);
    }
}
