package org.mingjian.tender.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Recorded;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeGuard;
import org.mingjian.tender.TradeId;
import org.mingjian.tender.TradeLife;
import org.mingjian.tender.TradeMoved;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.store.TradeStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Moves trades along {@link TradeLife} and records why. */
@Service
class KeepingTrades implements Tenders {

    /** Facts that tell who takes part, which nobody may learn before the opening (招标投标法 §22). */
    private static final Set<TradeFact> TAKING_PART =
            EnumSet.of(TradeFact.DOCUMENTS_FETCHED, TradeFact.DEPOSIT_RECEIVED);

    private final TradeStore store;
    private final Facts facts;
    private final InstantSource clock;
    private final ObjectProvider<TradeGuard> guards;
    private final ApplicationEventPublisher events;

    KeepingTrades(
            TradeStore store,
            Facts facts,
            InstantSource clock,
            ObjectProvider<TradeGuard> guards,
            ApplicationEventPublisher events) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
        this.guards = guards;
        this.events = events;
    }

    @Override
    @Transactional
    public TradeView open(NewTrade trade, TradeAct registered) {
        store.add(TradeId.fresh(), trade, TradeLife.TABLE.start(), clock.instant());
        TradeView view = get(trade.code());
        facts.record(fact(view, registered));
        return view;
    }

    @Override
    public TradeView get(String code) {
        return store.byCode(code).orElseThrow(() -> unknown(code));
    }

    @Override
    @Transactional
    public TradeView lock(String code) {
        return store.lock(code).orElseThrow(() -> unknown(code));
    }

    private static PlatformException unknown(String code) {
        return new PlatformException(TenderError.TRADE_NOT_FOUND, code);
    }

    @Override
    public Optional<TradeView> find(TradeId id) {
        return store.byId(id);
    }

    @Override
    public List<TradeView> due(TradeState state, Instant deadline) {
        return store.due(state, deadline);
    }

    @Override
    @Transactional
    public void hold(String code, String reason) {
        store.hold(lock(code).id(), reason, clock.instant());
    }

    @Override
    @Transactional
    public void release(String code, String reason) {
        store.release(lock(code).id(), reason, clock.instant());
    }

    @Override
    @Transactional
    public Outcome<List<Recorded>> record(String code, List<TradeAct> acts) {
        return recorded(lock(code), acts);
    }

    @Override
    @Transactional
    public Outcome<List<Recorded>> recordTerms(
            String code, Function<@Nullable Terms, Terms> change, List<TradeAct> acts) {
        TradeView trade = lock(code);
        return recorded(trade, acts).map(recorded -> {
            store.terms(trade.id(), change.apply(trade.terms()));
            return recorded;
        });
    }

    /** First walks all the edges, then writes: a refusal leaves nothing behind. */
    private Outcome<List<Recorded>> recorded(TradeView trade, List<TradeAct> acts) {
        TradeState state = trade.state();
        TradeState before = trade.before();
        List<NewFact> news = new ArrayList<>(acts.size());
        for (TradeAct act : acts) {
            Optional<Refusal> refusal = guards.stream()
                    .flatMap(guard -> guard.refusal(trade, act.fact()).stream())
                    .findFirst();
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            Optional<TradeState> next = TradeLife.TABLE.next(state, act.fact(), before == null ? state : before);
            if (next.isEmpty()) {
                return Outcome.refused(
                        "WRONG_STATE",
                        "交易流程表 " + trade.kind(),
                        "“" + state.title() + "”时不能“" + act.fact().title() + "”");
            }
            if (act.fact() == TradeFact.TRADE_SUSPENDED) {
                before = state;
            } else if (TradeLife.TABLE.leadsBack(act.fact())) {
                before = null;
            }
            state = next.get();
            news.add(fact(trade, act));
        }
        if (state != trade.state()) {
            Instant now = clock.instant();
            store.move(trade, state, before, now);
            List<Recorded> recorded = facts.recordAll(news);
            events.publishEvent(new TradeMoved(trade.code(), trade.state(), state, now));
            return Outcome.done(recorded);
        }
        return Outcome.done(facts.recordAll(news));
    }

    private static NewFact fact(TradeView trade, TradeAct act) {
        String stream = TAKING_PART.contains(act.fact()) ? trade.biddersStream() : trade.stream();
        return new NewFact(stream, act.fact().kind(), act.actor(), act.body(), act.files(), act.secrecy());
    }
}
