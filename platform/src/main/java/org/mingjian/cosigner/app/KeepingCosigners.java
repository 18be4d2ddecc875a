package org.mingjian.cosigner.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.cosigner.Cosigners;
import org.mingjian.cosigner.store.ConflictStore;
import org.mingjian.cosigner.store.CosignerStore;
import org.mingjian.facts.Facts;
import org.mingjian.facts.HeadCosignatures;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Whether the log stands with its co-signers, kept in memory and looked at again every moment. {@code
 * mingjian.cosigners.needed} is the m of the policy; {@code mingjian.cosigners.lag} how long the newest heads may wait
 * for their co-signatures.
 */
@Service
public class KeepingCosigners implements Cosigners, HeadCosignatures {

    /** @param lines by size of tree head: the newest and the standing one */
    private record Seen(Standing standing, Map<Long, List<String>> lines) {}

    private final CosignerStore store;
    private final ConflictStore conflicts;
    private final ObjectProvider<Facts> facts;
    private final ApplicationEventPublisher events;
    private final int needed;
    private final Duration lag;
    private volatile Seen seen;
    private long stoodAt;

    KeepingCosigners(
            CosignerStore store,
            ConflictStore conflicts,
            ObjectProvider<Facts> facts,
            ApplicationEventPublisher events,
            @Value("${mingjian.cosigners.needed:1}") int needed,
            @Value("${mingjian.cosigners.lag:PT1M}") Duration lag) {
        this.store = store;
        this.conflicts = conflicts;
        this.facts = facts;
        this.events = events;
        this.needed = Math.max(1, needed);
        this.lag = lag;
        this.stoodAt = System.nanoTime() - lag.toNanos();
        this.seen = new Seen(new Standing(State.NOBODY, this.needed, 0, 0, 0, 0, null, 0), Map.of());
    }

    /** Looks again. */
    synchronized void refresh() {
        int registered = (int)
                store.all().stream().filter(row -> row.retiredAt() == null).count();
        int open = conflicts.open();
        long size = facts.getObject().head();
        Optional<CosignerStore.Standing> standing = registered == 0 ? Optional.empty() : store.standing(needed);
        List<String> newest = registered == 0 ? List.of() : read(size);
        Standing now = judged(size, registered, open, newest.size(), standing);
        State before = seen.standing().state();
        seen = new Seen(
                now,
                now.standing() == size || now.standing() == 0
                        ? Map.of(size, newest)
                        : Map.of(size, newest, now.standing(), read(now.standing())));
        if (before != now.state()) {
            events.publishEvent(new StandingChanged(now.state()));
        }
    }

    private Standing judged(
            long size, int registered, int open, int signed, Optional<CosignerStore.Standing> standing) {
        long now = System.nanoTime();
        if (registered > 0 && signed >= needed) {
            stoodAt = now;
        }
        State state = State.MISSING;
        if (open > 0) {
            state = State.CONFLICT;
        } else if (registered == 0) {
            state = State.NOBODY;
        } else if (now - stoodAt < lag.toNanos()) {
            state = State.STANDS;
        }
        Instant at = standing.map(CosignerStore.Standing::at).orElse(null);
        long largest = standing.map(CosignerStore.Standing::size).orElse(0L);
        return new Standing(state, needed, registered, size, signed, largest, at, open);
    }

    private List<String> read(long size) {
        return store.lines(size).stream().map(CosignerStore.Line::line).toList();
    }

    @Override
    public Standing standing() {
        return seen.standing();
    }

    @Override
    public List<View> all() {
        Map<UUID, Optional<CosignerStore.Line>> newest =
                store.all().stream().collect(Collectors.toMap(CosignerStore.Row::id, row -> store.newest(row.id())));
        return store.all().stream()
                .map(row -> view(
                        row, newest.getOrDefault(row.id(), Optional.empty()).orElse(null)))
                .toList();
    }

    private static View view(CosignerStore.Row row, CosignerStore.@Nullable Line line) {
        return new View(
                row.name(),
                row.organisation(),
                row.keyLine(),
                line == null ? 0 : line.size(),
                line == null ? null : line.signedAt(),
                row.retiredAt());
    }

    @Override
    public List<String> lines(long size) {
        Seen now = seen;
        if (now.standing().registered() == 0) {
            return List.of();
        }
        List<String> kept = now.lines().get(size);
        return kept != null && !kept.isEmpty() ? kept : read(size);
    }

    @Override
    public long newestStanding() {
        return seen.standing().standing();
    }

    @Override
    public String verdict(long size) {
        Standing now = seen.standing();
        if (now.registered() == 0) {
            return "no co-signer is registered";
        }
        int signed = lines(size).size();
        return signed + " of " + now.registered() + " co-signed, " + now.needed() + " needed: "
                + (signed >= now.needed() ? "stands" : "does not stand");
    }
}
