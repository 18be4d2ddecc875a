package org.mingjian.draw.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mingjian.draw.DrawError;
import org.mingjian.draw.DrawFollower;
import org.mingjian.draw.DrawParty;
import org.mingjian.draw.DrawState;
import org.mingjian.draw.DrawView;
import org.mingjian.draw.Taken;
import org.mingjian.draw.domain.Seeds;
import org.mingjian.draw.store.DrawStore;
import org.mingjian.facts.Actor;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Role;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Ecvrf;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes commitments and seeds and draws as soon as the last seed is there. Every act is one transaction, and repeating
 * it answers the same and records nothing: who lost the answer in a crash simply asks again.
 */
@Service
public class TakingSeeds {

    private final DrawStore store;
    private final KeepingDraws draws;
    private final Tenders tenders;
    private final DrawKey key;
    private final ObjectProvider<DrawFollower> followers;
    private final InstantSource clock;

    TakingSeeds(
            DrawStore store,
            KeepingDraws draws,
            Tenders tenders,
            DrawKey key,
            ObjectProvider<DrawFollower> followers,
            InstantSource clock) {
        this.store = store;
        this.draws = draws;
        this.tenders = tenders;
        this.key = key;
        this.followers = followers;
        this.clock = clock;
    }

    /** @param commitment 64 lower-case hexadecimal digits */
    @Transactional
    public DrawView commit(String draw, String commitment, Caller caller) {
        DrawStore.Row row = locked(draw);
        DrawParty party = party(row, caller);
        Optional<DrawStore.SeedRow> before = seed(draw, party);
        if (before.isPresent()) {
            if (!before.get().commitment().equals(commitment)) {
                throw new PlatformException(DrawError.OTHER_COMMITMENT, draw);
            }
            return draws.view(row);
        }
        inState(row, DrawState.COMMITTING);
        store.commit(draw, party, commitment);
        record(row, TradeFact.DRAW_COMMITTED, caller.actor(), SeedFacts.committed(draw, party, commitment));
        if (store.seeds(draw).size() == DrawParty.values().length) {
            store.state(draw, DrawState.REVEALING);
            reveal(row, DrawParty.PLATFORM, key.seed(draw), Actor.SYSTEM);
        }
        return draws.view(store.find(draw).orElseThrow());
    }

    /** @param seed 64 lower-case hexadecimal digits */
    @Transactional
    public DrawView reveal(String draw, String seed, Caller caller) {
        DrawStore.Row row = locked(draw);
        DrawParty party = party(row, caller);
        DrawStore.SeedRow given =
                seed(draw, party).orElseThrow(() -> new PlatformException(DrawError.WRONG_DRAW_STATE, "尚未提交承诺"));
        if (!Seeds.commitment(draw, party, seed).equals(given.commitment())) {
            throw new PlatformException(DrawError.WRONG_SEED, draw);
        }
        if (seed.equals(given.seed())) {
            return draws.view(row);
        }
        inState(row, DrawState.REVEALING);
        reveal(row, party, seed, caller.actor());
        List<DrawStore.SeedRow> seeds = store.seeds(draw);
        if (seeds.stream().allMatch(one -> one.seed() != null)) {
            draw(row, seeds);
        }
        return draws.view(store.find(draw).orElseThrow());
    }

    private void reveal(DrawStore.Row row, DrawParty party, String seed, Actor actor) {
        store.reveal(row.id(), party, seed);
        record(row, TradeFact.DRAW_REVEALED, actor, SeedFacts.revealed(row.id(), party, seed));
    }

    private void draw(DrawStore.Row row, List<DrawStore.SeedRow> seeds) {
        List<String> inOrder = Arrays.stream(DrawParty.values())
                .map(party -> seeds.stream()
                        .filter(one -> one.party() == party)
                        .findFirst()
                        .orElseThrow())
                .map(one -> String.valueOf(one.seed()))
                .toList();
        Ecvrf.Proven proven = key.prove(Seeds.input(row.id(), row.planDigest(), inOrder));
        String output = Sm3.hex(proven.output());
        store.drawn(row.id(), output);
        record(row, TradeFact.DRAW_DRAWN, Actor.SYSTEM, SeedFacts.drawn(row.id(), output, Sm3.hex(proven.proof())));
        List<Taken> taken = draws.pool(row).take(KeepingDraws.lots(row), output);
        taken.forEach(one -> store.use(row.id(), one.lot(), one.index()));
        DrawView view = draws.view(store.find(row.id()).orElseThrow());
        followers.stream()
                .filter(follower -> follower.purpose() == row.purpose())
                .forEach(follower -> follower.drawn(view, taken));
    }

    /**
     * Ends draws whose time is up, and says in public who was missing.
     *
     * @return how many
     */
    @Transactional
    public int abandonOverdue() {
        int ended = 0;
        for (DrawStore.Row found : store.open(clock.instant())) {
            TradeView trade = tenders.lock(found.trade());
            DrawStore.Row row = store.find(found.id()).orElseThrow();
            if (!row.state().isUnderWay()) {
                continue;
            }
            TradeAct abandoned =
                    TradeAct.open(TradeFact.DRAW_ABANDONED, Actor.SYSTEM, SeedFacts.abandoned(row.id(), missing(row)));
            if (tenders.record(trade.code(), List.of(abandoned)) instanceof Outcome.Done<?>) {
                store.state(row.id(), DrawState.ABANDONED);
                ended++;
            }
        }
        return ended;
    }

    private List<DrawParty> missing(DrawStore.Row row) {
        List<DrawStore.SeedRow> seeds = store.seeds(row.id());
        var missing = new ArrayList<>(List.of(DrawParty.values()));
        missing.removeIf(party -> seeds.stream()
                .anyMatch(one -> one.party() == party && (row.state() == DrawState.COMMITTING || one.seed() != null)));
        return missing;
    }

    private void record(DrawStore.Row row, TradeFact fact, Actor actor, Object body) {
        tenders.record(row.trade(), List.of(TradeAct.open(fact, actor, body))).orRefuse();
    }

    private DrawStore.Row locked(String draw) {
        DrawStore.Row found = store.find(draw).orElseThrow(() -> new PlatformException(DrawError.DRAW_NOT_FOUND, draw));
        tenders.lock(found.trade());
        return store.find(draw).orElseThrow();
    }

    private Optional<DrawStore.SeedRow> seed(String draw, DrawParty party) {
        return store.seeds(draw).stream().filter(one -> one.party() == party).findFirst();
    }

    private static void inState(DrawStore.Row row, DrawState state) {
        if (row.state() != state) {
            throw new PlatformException(DrawError.WRONG_DRAW_STATE, row.state().title());
        }
    }

    /** The tenderer's part is given by the tenderer or its agency, the supervisor's by a supervisor. */
    private DrawParty party(DrawStore.Row row, Caller caller) {
        if (caller.is(Role.SUPERVISOR)) {
            return DrawParty.SUPERVISOR;
        }
        boolean own = caller.organisation() != null
                && tenders.get(row.trade()).isRunBy(caller.organisation().id());
        if (!own) {
            throw new PlatformException(DrawError.NOT_A_PARTY, row.id());
        }
        return DrawParty.TENDERER;
    }
}
