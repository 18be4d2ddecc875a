package org.mingjian.registry.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.kernel.PlatformException;
import org.mingjian.registry.RegistryError;
import org.mingjian.registry.domain.Entry;
import org.mingjian.registry.domain.EntryKind;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Older versions of an entry with what each changed, read from the facts. */
@Service
public class ShowingHistory {

    private final Facts facts;

    ShowingHistory(Facts facts) {
        this.facts = facts;
    }

    /** A field that changed; empty when it was not there. */
    public record Change(String title, String before, String now) {}

    /**
     * A version.
     *
     * @param position of the fact; 0 while it waits for the sequencer
     * @param changes to the version before; of the first one everything
     */
    public record Version(int version, Instant at, String by, boolean ended, long position, List<Change> changes) {}

    /** Newest first. */
    public List<Version> of(String node, UUID id, Caller caller) {
        List<Version> versions = new ArrayList<>();
        Entry before = null;
        for (var fact : facts.ofStream(KeepingEntries.stream(id))) {
            if (!fact.kind().startsWith("registry.entry")) {
                continue;
            }
            Entry now = JsonMapper.shared().treeToValue(fact.body(), Entry.class);
            if (!now.node().equals(node)) {
                continue;
            }
            versions.add(new Version(
                    now.version(),
                    now.changedAt(),
                    now.changedBy(),
                    now.ended(),
                    fact.position(),
                    changes(before, now)));
            before = now;
        }
        if (before == null || !caller.reaches(Permission.REGISTRY_READ, Place.region(before.region()))) {
            throw new PlatformException(RegistryError.ENTRY_NOT_FOUND, id.toString());
        }
        return versions.reversed();
    }

    private static List<Change> changes(@Nullable Entry before, Entry now) {
        Map<String, String> then = before == null ? Map.of() : told(before);
        Map<String, String> today = told(now);
        List<Change> changes = new ArrayList<>();
        today.forEach((title, value) -> {
            String old = then.getOrDefault(title, "");
            if (!old.equals(value)) {
                changes.add(new Change(title, old, value));
            }
        });
        return List.copyOf(changes);
    }

    private static Map<String, String> told(Entry entry) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("名称", entry.name());
        told.put("行政区划", entry.region());
        for (EntryKind.Asked asked : entry.kind().fields()) {
            told.put(asked.title(), entry.fields().getOrDefault(asked.name(), ""));
        }
        told.put("值班开始", Objects.toString(entry.startsAt(), ""));
        told.put("值班结束", Objects.toString(entry.endsAt(), ""));
        told.put("状态", entry.ended() ? "已注销" : "现行");
        return told;
    }
}
