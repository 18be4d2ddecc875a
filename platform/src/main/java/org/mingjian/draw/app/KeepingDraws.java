package org.mingjian.draw.app;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mingjian.draw.DrawParty;
import org.mingjian.draw.DrawPlan;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.DrawState;
import org.mingjian.draw.DrawView;
import org.mingjian.draw.Draws;
import org.mingjian.draw.Taken;
import org.mingjian.draw.domain.Odds;
import org.mingjian.draw.domain.Pool;
import org.mingjian.draw.domain.Seeds;
import org.mingjian.draw.store.DrawStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Recorded;
import org.mingjian.facts.Secrecy;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fixes pools and reads what was drawn from them. */
@Service
public class KeepingDraws implements Draws {

    private static final int SALT = 32;
    private static final String BASIS = "招标投标法实施条例 §46";

    private final DrawStore store;
    private final Tenders tenders;
    private final Facts facts;
    private final DrawKey key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    KeepingDraws(DrawStore store, Tenders tenders, Facts facts, DrawKey key, InstantSource clock) {
        this.store = store;
        this.tenders = tenders;
        this.facts = facts;
        this.key = key;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome<DrawView> prepare(DrawPlan plan, Actor actor) {
        Optional<DrawStore.Row> before = store.latest(plan.trade(), plan.purpose());
        if (before.isPresent() && before.get().state().isUnderWay()) {
            return Outcome.refused("DRAW_UNDER_WAY", BASIS, "上一次抽取尚未完成，各方提交随机数后自动完成，逾期作废后才能重新抽取");
        }
        Odds odds = new Odds(plan.lots(), plan.entries());
        Optional<String> tooSmall = odds.tooSmall();
        if (tooSmall.isPresent()) {
            return Outcome.refused("DRAW_POOL_TOO_SMALL", BASIS, "“" + tooSmall.get() + "”的候选少于需抽取的数量，请扩大范围");
        }
        int number = before.map(DrawStore.Row::number).orElse(0) + 1;
        String id = plan.trade() + "/" + plan.purpose().key() + "/" + number;
        ArrayNode entries = Pool.written(plan.entries(), salts(plan));
        Instant revealBy = clock.instant().plus(plan.purpose().patience());
        ObjectNode written = written(id, number, plan, odds, revealBy);
        written.put("root", Pool.read(entries).root());
        byte[] canonical = CanonicalJson.bytes(written);
        Secrecy secrecy = plan.secret() ? Secrecy.SEALED : Secrecy.PUBLIC;
        Map<String, Object> pool = new LinkedHashMap<>();
        pool.put("draw", id);
        pool.put("entries", entries);
        pool.put("notes", plan.notes());
        String commitment = Seeds.commitment(id, DrawParty.PLATFORM, key.seed(id));
        return tenders.record(
                        plan.trade(),
                        List.of(
                                TradeAct.open(TradeFact.DRAW_PREPARED, actor, written),
                                TradeAct.secret(TradeFact.DRAW_POOLED, actor, pool, secrecy),
                                TradeAct.open(
                                        TradeFact.DRAW_COMMITTED,
                                        Actor.SYSTEM,
                                        SeedFacts.committed(id, DrawParty.PLATFORM, commitment))))
                .map(recorded -> {
                    store.add(new DrawStore.Row(
                            id,
                            plan.trade(),
                            plan.purpose(),
                            number,
                            DrawState.COMMITTING,
                            new String(canonical, StandardCharsets.UTF_8),
                            Sm3.hex(Sm3.digest(canonical)),
                            pooled(recorded).id(),
                            revealBy,
                            null));
                    store.commit(id, DrawParty.PLATFORM, commitment);
                    return view(store.find(id).orElseThrow());
                });
    }

    private static Recorded pooled(List<Recorded> recorded) {
        return recorded.stream()
                .filter(one -> one.kind().equals(TradeFact.DRAW_POOLED.kind()))
                .findFirst()
                .orElseThrow();
    }

    /** A public pool has no salt, a secret one 32 random bytes for each entry. */
    private List<String> salts(DrawPlan plan) {
        var salts = new ArrayList<String>(plan.entries().size());
        for (int i = 0; i < plan.entries().size(); i++) {
            byte[] salt = new byte[plan.secret() ? SALT : 0];
            random.nextBytes(salt);
            salts.add(Sm3.hex(salt));
        }
        return salts;
    }

    private ObjectNode written(String id, int number, DrawPlan plan, Odds odds, Instant revealBy) {
        ObjectNode written = JsonMapper.shared().createObjectNode();
        written.put("v", 1)
                .put("draw", id)
                .put("trade", plan.trade())
                .put("purpose", plan.purpose().key())
                .put("number", number)
                .put("cause", plan.cause())
                .put("suite", key.suite())
                .put("key", key.publicKey())
                .put("entries", plan.entries().size())
                .put("bits", odds.bits())
                .put("revealBy", revealBy.toString());
        ArrayNode lots = written.putArray("lots");
        plan.lots().forEach(lot -> lots.addObject().put("lot", lot.lot()).put("take", lot.take()));
        ArrayNode parties = written.putArray("parties");
        Arrays.stream(DrawParty.values()).forEach(party -> parties.add(party.key()));
        ArrayNode warnings = written.putArray("warnings");
        odds.warnings(number).forEach(warnings::add);
        return written;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<DrawView> latest(String trade, DrawPurpose purpose) {
        return store.latest(trade, purpose).map(this::view);
    }

    @Transactional(readOnly = true)
    public List<DrawView> ofTrade(String trade) {
        return store.ofTrade(trade).stream().map(this::view).toList();
    }

    DrawView view(DrawStore.Row row) {
        JsonNode plan = JsonMapper.shared().readTree(row.plan());
        List<DrawStore.SeedRow> seeds = store.seeds(row.id());
        List<DrawView.PartySeed> parts = Arrays.stream(DrawParty.values())
                .map(party -> seeds.stream()
                        .filter(seed -> seed.party() == party)
                        .findFirst()
                        .map(seed -> new DrawView.PartySeed(party, party.title(), seed.commitment(), seed.seed()))
                        .orElse(new DrawView.PartySeed(party, party.title(), null, null)))
                .toList();
        List<String> warnings =
                plan.path("warnings").valueStream().map(JsonNode::asString).toList();
        return new DrawView(
                row.id(),
                row.trade(),
                row.purpose(),
                row.number(),
                row.state(),
                plan.path("root").asString(),
                plan.path("bits").asInt(),
                warnings,
                row.revealBy(),
                parts,
                row.output(),
                row.poolFact());
    }

    Pool pool(DrawStore.Row row) {
        return Pool.read(facts.find(row.poolFact()).orElseThrow().body().path("entries"));
    }

    static List<DrawPlan.Lot> lots(DrawStore.Row row) {
        return JsonMapper.shared()
                .readTree(row.plan())
                .path("lots")
                .valueStream()
                .map(lot -> new DrawPlan.Lot(
                        lot.path("lot").asString(), lot.path("take").asInt()))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> order(String trade, DrawPurpose purpose, String lot) {
        return drawn(trade, purpose)
                .map(row -> pool(row).order(lot, String.valueOf(row.output())))
                .orElse(List.of());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Taken> taken(String trade, DrawPurpose purpose) {
        return drawn(trade, purpose)
                .map(row -> pool(row).take(lots(row), String.valueOf(row.output())))
                .orElse(List.of());
    }

    private Optional<DrawStore.Row> drawn(String trade, DrawPurpose purpose) {
        return store.latest(trade, purpose).filter(row -> row.state() == DrawState.DRAWN);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Taken> next(
            String trade, DrawPurpose purpose, String lot, Function<String, Optional<String>> against, Actor actor) {
        tenders.lock(trade);
        Optional<DrawStore.Row> drawn = drawn(trade, purpose);
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        DrawStore.Row row = drawn.get();
        List<String> order = pool(row).order(lot, String.valueOf(row.output()));
        Set<Integer> used = store.used(row.id(), lot);
        var passed = new ArrayList<Map<String, Object>>();
        Optional<Taken> next = Optional.empty();
        for (int i = 0; i < order.size() && next.isEmpty(); i++) {
            if (used.contains(i)) {
                continue;
            }
            Optional<String> reason = against.apply(order.get(i));
            store.use(row.id(), lot, i);
            if (reason.isPresent()) {
                passed.add(Map.of("index", i, "reason", reason.get()));
            } else {
                next = Optional.of(new Taken(lot, i, order.get(i)));
            }
        }
        if (next.isPresent() || !passed.isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("draw", row.id());
            body.put("lot", lot);
            body.put("index", next.map(Taken::index).orElse(-1));
            body.put("passed", passed);
            tenders.record(trade, List.of(TradeAct.open(TradeFact.DRAW_CONTINUED, actor, body)))
                    .orRefuse();
        }
        return next;
    }
}
