package org.mingjian.evaluation.app;

import java.security.SecureRandom;
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
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.OpenedBids;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.expert.DrawRecord;
import org.mingjian.expert.DrawRequest;
import org.mingjian.expert.ExpertId;
import org.mingjian.expert.Experts;
import org.mingjian.expert.Interested;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Recorded;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** Draws experts for seats and records the draw sealed: first draws and replacements (补抽) alike. */
@Component
class DrawingSeats {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<String> BY_BIDDERS =
            Set.of(TradeFact.DOCUMENTS_FETCHED.kind(), TradeFact.BID_RECEIVED.kind(), TradeFact.BID_REPLACED.kind());

    private final PanelStore store;
    private final Experts experts;
    private final Accounts accounts;
    private final Tenders tenders;
    private final Facts facts;
    private final OpenedBids openedBids;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    DrawingSeats(
            PanelStore store,
            Experts experts,
            Accounts accounts,
            Tenders tenders,
            Facts facts,
            OpenedBids openedBids,
            InstantSource clock) {
        this.store = store;
        this.experts = experts;
        this.accounts = accounts;
        this.tenders = tenders;
        this.facts = facts;
        this.openedBids = openedBids;
        this.clock = clock;
    }

    /** What a draw is for: which seats, in which order, and why. */
    record Wanted(List<Integer> numbers, List<DrawRequest.Need> needs, TradeFact fact, String cause, String part) {}

    /** Draws, seats and records; refused when the pool is too small, and then nothing is changed. */
    Outcome<List<Seat>> draw(TradeView trade, Panel panel, Wanted wanted, Actor actor) {
        byte[] platformPart = new byte[32];
        random.nextBytes(platformPart);
        byte[] seed = Sm3.digest(wanted.part().getBytes(java.nio.charset.StandardCharsets.UTF_8), platformPart);
        Instant now = clock.instant();
        DrawRequest request = new DrawRequest(
                trade.code(), wanted.needs(), panel.regionCode(), interested(trade), excluded(panel), now, seed);
        return experts.draw(request).map(record -> seat(trade, wanted, record, Sm3.hex(platformPart), actor));
    }

    private List<Seat> seat(TradeView trade, Wanted wanted, DrawRecord record, String platformPart, Actor actor) {
        var seats = new ArrayList<Seat>();
        var named = new ArrayList<Map<String, Object>>();
        int next = 0;
        for (DrawRecord.Round round : record.rounds()) {
            for (ExpertId expert : round.drawn()) {
                int number = wanted.numbers().get(next++);
                Seat seat = new Seat(
                        UUID.randomUUID(),
                        trade.code(),
                        number,
                        expert.value(),
                        account(expert),
                        round.specialty(),
                        SeatState.CALLED,
                        record.at(),
                        null);
                store.add(seat);
                seats.add(seat);
                named.add(Map.of("seat", number, "expert", expert.toString(), "name", name(expert)));
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("cause", wanted.cause());
        body.put("requesterPart", wanted.part());
        body.put("platformPart", platformPart);
        body.put("record", record);
        body.put("members", named);
        List<Recorded> recorded = tenders.record(
                        trade.code(), List.of(TradeAct.secret(wanted.fact(), actor, body, Secrecy.SEALED)))
                .orRefuse();
        store.addDrawFact(trade.code(), recorded.getFirst().id());
        return seats;
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
