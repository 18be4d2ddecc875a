package org.mingjian.evaluation.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.draw.DrawFollower;
import org.mingjian.draw.DrawPlan;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.DrawView;
import org.mingjian.draw.Draws;
import org.mingjian.draw.Taken;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.OpenedBids;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.expert.ExpertId;
import org.mingjian.expert.ExpertPool;
import org.mingjian.expert.Experts;
import org.mingjian.expert.Interested;
import org.mingjian.expert.PoolRequest;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.Outcome;
import org.mingjian.tender.Standings;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** Asks for draws of experts, seats the drawn and records them sealed: first draws and replacements (补抽) alike. */
@Component
class DrawingSeats implements DrawFollower {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<String> BY_BIDDERS =
            Set.of(TradeFact.DOCUMENTS_FETCHED.kind(), TradeFact.BID_RECEIVED.kind(), TradeFact.BID_REPLACED.kind());

    private final PanelStore store;
    private final Experts experts;
    private final Accounts accounts;
    private final Tenders tenders;
    private final Facts facts;
    private final OpenedBids openedBids;
    private final Draws draws;
    private final InstantSource clock;
    private final List<Standings> standings;

    DrawingSeats(
            PanelStore store,
            Experts experts,
            Accounts accounts,
            Tenders tenders,
            Facts facts,
            OpenedBids openedBids,
            Deciding deciding) {
        this.store = store;
        this.experts = experts;
        this.accounts = accounts;
        this.tenders = tenders;
        this.facts = facts;
        this.openedBids = openedBids;
        this.draws = deciding.draws();
        this.clock = deciding.clock();
        this.standings = deciding.standings();
    }

    /** Chance, time, and who is shut out by a decision. */
    @Component
    record Deciding(Draws draws, InstantSource clock, List<Standings> standings) {}

    @Override
    public DrawPurpose purpose() {
        return DrawPurpose.EXPERTS;
    }

    /** Fixes the pool for these needs; refused when it is too small, and then nothing is changed. */
    Outcome<DrawView> prepare(TradeView trade, Panel panel, List<PoolRequest.Need> needs, String cause, Actor actor) {
        ExpertPool pool = experts.pool(new PoolRequest(
                needs, panel.regionCode(), interested(trade), excluded(panel), barred(), clock.instant()));
        DrawPlan plan = new DrawPlan(
                trade.code(),
                DrawPurpose.EXPERTS,
                cause,
                needs.stream()
                        .map(need -> new DrawPlan.Lot(need.specialty(), need.number()))
                        .toList(),
                pool.members().stream()
                        .map(one ->
                                new DrawPlan.Entry(one.specialty(), one.expert().toString(), one.excluded()))
                        .toList(),
                true,
                pool.notes());
        return draws.prepare(plan, actor).map(view -> {
            store.addDrawFact(trade.code(), view.poolFact());
            return view;
        });
    }

    /** Seats the drawn, each at the vacant place of its specialty. */
    @Override
    public void drawn(DrawView draw, List<Taken> taken) {
        Panel panel = store.find(draw.trade()).orElseThrow();
        var vacant = new ArrayList<>(vacancies(panel));
        var seats = new ArrayList<Seat>();
        for (Taken one : taken) {
            Vacancy place = vacant.stream()
                    .filter(open -> open.specialty().equals(one.lot()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("more drawn than places in " + draw.draw()));
            vacant.remove(place);
            seats.add(seat(panel.trade(), place, one));
        }
        record(panel.trade(), TradeFact.EXPERTS_DRAWN, seats, Map.of("draw", draw.draw()), Actor.SYSTEM);
    }

    /** 补抽: the next of the same order who is free of interest and time conflicts now; empty at the end of the order. */
    Optional<Seat> next(TradeView trade, Panel panel, Seat vacated, String cause, Actor actor) {
        String specialty = vacated.specialty();
        if (specialty == null) {
            return Optional.empty();
        }
        Set<ExpertId> excluded = excluded(panel);
        Set<UUID> barred = barred();
        Optional<Taken> next = draws.next(
                trade.code(),
                DrawPurpose.EXPERTS,
                specialty,
                id -> {
                    ExpertId expert = new ExpertId(UUID.fromString(id));
                    if (barred.contains(account(expert))) {
                        return Optional.of(ExpertPool.BARRED);
                    }
                    return excluded.contains(expert)
                            ? Optional.of("已被抽取或时间冲突")
                            : avoidance(trade, expert.value()).map(reason -> "回避");
                },
                actor);
        return next.map(taken -> {
            Seat seat = seat(trade.code(), new Vacancy(vacated.number(), specialty), taken);
            record(
                    trade.code(),
                    TradeFact.EXPERT_REPLACED,
                    List.of(seat),
                    Map.of("cause", cause, "index", taken.index()),
                    actor);
            return seat;
        });
    }

    /** A place for an expert that nobody holds. */
    record Vacancy(int number, String specialty) {}

    /** The places are numbered in the order of the needs. */
    List<Vacancy> vacancies(Panel panel) {
        List<Seat> seats = store.seats(panel.trade());
        var vacant = new ArrayList<Vacancy>();
        int number = 0;
        for (PoolRequest.Need need : panel.needs()) {
            for (int i = 0; i < need.number(); i++) {
                int place = ++number;
                boolean held = seats.stream()
                        .anyMatch(seat -> seat.number() == place && seat.state().isLive());
                if (!held) {
                    vacant.add(new Vacancy(place, need.specialty()));
                }
            }
        }
        return vacant;
    }

    private Seat seat(String trade, Vacancy place, Taken taken) {
        ExpertId expert = new ExpertId(UUID.fromString(taken.id()));
        Seat seat = new Seat(
                UUID.randomUUID(),
                trade,
                place.number(),
                expert.value(),
                account(expert),
                place.specialty(),
                SeatState.CALLED,
                clock.instant(),
                null);
        store.add(seat);
        return seat;
    }

    private void record(String trade, TradeFact fact, List<Seat> seats, Map<String, ?> head, Actor actor) {
        Map<String, Object> body = new LinkedHashMap<>(head);
        body.put(
                "members",
                seats.stream()
                        .map(seat -> Map.of(
                                "seat",
                                seat.number(),
                                "expert",
                                String.valueOf(seat.expert()),
                                "name",
                                name(new ExpertId(java.util.Objects.requireNonNull(seat.expert())))))
                        .toList());
        long id = tenders.record(trade, List.of(TradeAct.secret(fact, actor, body, Secrecy.SEALED)))
                .orRefuse()
                .getFirst()
                .id();
        store.addDrawFact(trade, id);
    }

    /** Whom decisions shut out, asked at the moment of the draw. */
    private Set<UUID> barred() {
        return standings.stream()
                .flatMap(one -> one.barredPersons(Standings.Act.EVALUATE).stream())
                .collect(Collectors.toSet());
    }

    private UUID account(ExpertId expert) {
        return experts.find(expert)
                .map(view -> view.account())
                .orElseThrow(() -> new IllegalStateException("drawn expert without an account: " + expert));
    }

    private String name(ExpertId expert) {
        return experts.find(expert).map(view -> view.name()).orElse("");
    }

    List<String> bidders(TradeView trade) {
        return openedBids.of(trade.stream()).stream().map(EvaluatedBid::name).toList();
    }

    /** 自动回避 of one expert against everybody known by now. */
    Optional<String> avoidance(TradeView trade, UUID expert) {
        LocalDate today = clock.instant().atZone(ZONE).toLocalDate();
        return experts.avoidance(new ExpertId(expert), interested(trade), today);
    }

    /** Tenderer, agency, and all who fetched the documents or bid; known here, never shown to the requester. */
    List<Interested> interested(TradeView trade) {
        Map<String, Interested> interested = new LinkedHashMap<>();
        put(interested, trade.tendererName(), creditCode(trade.tenderer()), "招标人");
        String agency = trade.agencyName();
        if (agency != null) {
            put(interested, agency, creditCode(trade.agency()), "招标代理机构");
        }
        // Bids before the opening have a stream of their own, so that the trade's stream does not tell how many there
        // are.
        var streams = List.of(trade.stream(), "bids:" + trade.code());
        for (Fact fact : streams.stream()
                .flatMap(stream -> facts.ofStream(stream).stream())
                .toList()) {
            String name = fact.actor().organisationName();
            if (name != null && BY_BIDDERS.contains(fact.kind())) {
                put(interested, name, fact.actor().creditCode(), "投标人");
            }
        }
        for (EvaluatedBid bid : openedBids.of(trade.stream())) {
            put(interested, bid.name(), bid.creditCode().isEmpty() ? null : bid.creditCode(), "投标人");
        }
        return List.copyOf(interested.values());
    }

    private @Nullable String creditCode(@Nullable UUID organisation) {
        return organisation == null
                ? null
                : accounts.organisation(organisation)
                        .map(Organisation::creditCode)
                        .orElse(null);
    }

    private static void put(Map<String, Interested> all, String name, @Nullable String creditCode, String role) {
        all.putIfAbsent(name, new Interested(name, creditCode, role));
    }

    /** Everybody called before for this trade, and everybody called elsewhere that day. */
    private Set<ExpertId> excluded(Panel panel) {
        Set<ExpertId> excluded = new HashSet<>();
        for (Seat seat : store.seats(panel.trade())) {
            UUID expert = seat.expert();
            if (expert != null) {
                excluded.add(new ExpertId(expert));
            }
        }
        LocalDate day = panel.gatherAt().atZone(ZONE).toLocalDate();
        Instant from = day.atStartOfDay(ZONE).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        store.busy(from, to).forEach(expert -> excluded.add(new ExpertId(expert)));
        return excluded;
    }
}
