package org.mingjian.registry.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.Neighbours;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.kernel.PlatformException;
import org.mingjian.registry.RegistryError;
import org.mingjian.registry.domain.Entry;
import org.mingjian.registry.domain.EntryKind;
import org.mingjian.registry.store.EntryStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 登记: every version is a fact; what is ended stays to be looked up. */
@Service
public class KeepingEntries {

    private static final int LONGEST = 500;
    private static final Duration LONGEST_DUTY = Duration.ofDays(31);

    private final EntryStore store;
    private final Neighbours neighbours;
    private final Facts facts;
    private final InstantSource clock;

    KeepingEntries(EntryStore store, Neighbours neighbours, Facts facts, InstantSource clock) {
        this.store = store;
        this.neighbours = neighbours;
        this.facts = facts;
        this.clock = clock;
    }

    /** What is filled in. */
    public record Filled(
            EntryKind kind,
            String region,
            String name,
            Map<String, String> fields,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    /** A page. */
    public record Listed(List<Entry> items, long total) {}

    public Listed list(@Nullable EntryKind kind, String text, boolean withEnded, Caller caller, int... pageAndSize) {
        EntryStore.Wanted wanted = new EntryStore.Wanted(kind, text, withEnded, caller.reach(Permission.REGISTRY_READ));
        return new Listed(store.list(wanted, pageAndSize[0], pageAndSize[1]), store.count(wanted));
    }

    /** Who is on duty now, and who follows within a week. */
    public List<Entry> duty(Caller caller) {
        Instant now = clock.instant();
        return store.duty(now, now.plus(Duration.ofDays(7)), caller.reach(Permission.REGISTRY_READ));
    }

    @Transactional
    public Entry add(Filled filled, Caller caller) {
        return keep(UUID.randomUUID(), 1, filled, false, caller);
    }

    /** @param version that the person saw */
    @Transactional
    public Entry change(UUID id, int version, Filled filled, boolean ended, Caller caller) {
        Entry before = store.lock(neighbours.self(), id)
                .orElseThrow(() -> new PlatformException(RegistryError.ENTRY_NOT_FOUND, id.toString()));
        if (before.version() != version) {
            throw new PlatformException(
                    RegistryError.ENTRY_CHANGED, before.changedBy() + "已改为第" + before.version() + "版");
        }
        if (before.kind() != filled.kind()) {
            throw new PlatformException(RegistryError.ENTRY_INVALID, "种类不能改");
        }
        requireReach(before.region(), caller);
        return keep(id, version + 1, filled, ended, caller);
    }

    private Entry keep(UUID id, int version, Filled filled, boolean ended, Caller caller) {
        requireReach(filled.region(), caller);
        Entry entry = new Entry(
                neighbours.self(),
                id,
                filled.kind(),
                filled.region(),
                filled.name().strip(),
                checked(filled),
                filled.startsAt(),
                filled.endsAt(),
                ended,
                version,
                clock.instant(),
                caller.name());
        store.keep(entry, "");
        facts.record(NewFact.secret(stream(id), "registry.entryKept", caller.actor(), entry, Secrecy.PARTIES));
        return entry;
    }

    /** Where the versions of an entry lie. */
    static String stream(UUID id) {
        return "registry:" + id;
    }

    /** A version of a lower node: kept here once, as a fact too. */
    boolean heard(Entry entry, String peer) {
        if (!store.keep(entry, peer)) {
            return false;
        }
        facts.record(NewFact.secret(stream(entry.id()), "registry.entryHeard", Actor.SYSTEM, entry, Secrecy.PARTIES));
        return true;
    }

    private static void requireReach(String region, Caller caller) {
        if (!caller.reaches(Permission.REGISTRY_KEEP, Place.region(region))) {
            throw new PlatformException(RegistryError.OUTSIDE_REGION, region);
        }
    }

    private static Map<String, String> checked(Filled filled) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (EntryKind.Asked asked : filled.kind().fields()) {
            String value = Objects.requireNonNullElse(filled.fields().get(asked.name()), "")
                    .strip();
            if (asked.must() && value.isEmpty()) {
                throw invalid(filled, "请填写" + asked.title());
            }
            if (value.length() > LONGEST || value.chars().anyMatch(c -> c < ' ')) {
                throw invalid(filled, asked.title() + "最多" + LONGEST + "字，不含换行");
            }
            if (!value.isEmpty()) {
                kept.put(asked.name(), value);
            }
        }
        if (filled.name().isBlank() || filled.name().chars().anyMatch(c -> c < ' ')) {
            throw invalid(filled, "请填写名称");
        }
        boolean duty = filled.kind() == EntryKind.DUTY;
        Instant starts = filled.startsAt();
        Instant ends = filled.endsAt();
        boolean both = starts != null && ends != null;
        if (duty != both || !duty && (starts != null || ends != null)) {
            throw invalid(filled, duty ? "请填写值班的起止时间" : "只有值班有起止时间");
        }
        if (starts != null
                && ends != null
                && (!starts.isBefore(ends) || Duration.between(starts, ends).compareTo(LONGEST_DUTY) > 0)) {
            throw invalid(filled, "值班结束应在开始之后，一班最长31天");
        }
        return kept;
    }

    private static PlatformException invalid(Filled filled, String words) {
        return new PlatformException(
                RegistryError.ENTRY_INVALID, words + "（" + filled.kind().basis() + "）");
    }
}
