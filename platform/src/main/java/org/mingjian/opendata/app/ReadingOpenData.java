package org.mingjian.opendata.app;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.opendata.domain.OcdsFold;
import org.mingjian.opendata.store.OpenDataStore;
import org.mingjian.opendata.store.OpenDataStore.Current;
import org.mingjian.opendata.store.OpenDataStore.Release;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes a release out of each public fact that the standard has a place for; a rebuild gives the same bytes. */
@Component
class ReadingOpenData implements FactReader {

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy-MM").withZone(ZoneId.of("Asia/Shanghai"));

    private final OpenDataStore store;
    private final OpenDataSettings settings;
    private final JsonMapper json = JsonMapper.shared();

    ReadingOpenData(OpenDataStore store, OpenDataSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "opendata";
    }

    @Override
    public void reset() {
        store.reset();
    }

    @Override
    public void read(List<Fact> facts) {
        Set<String> codes = facts.stream()
                .map(Fact::stream)
                .filter(stream -> stream.startsWith(OcdsFold.STREAM))
                .map(stream -> stream.substring(OcdsFold.STREAM.length()))
                .collect(Collectors.toSet());
        Map<String, Current> current = store.current(codes);
        Map<String, Current> changed = new LinkedHashMap<>();
        List<Release> releases = new ArrayList<>();
        for (Fact fact : facts) {
            if (!fact.stream().startsWith(OcdsFold.STREAM)) {
                continue;
            }
            String code = fact.stream().substring(OcdsFold.STREAM.length());
            Current known = current.get(code);
            ObjectNode before = known == null ? null : (ObjectNode) json.readTree(known.state());
            OcdsFold.next(before, fact, settings.prefix()).ifPresent(step -> {
                Current after = after(code, known, fact, step.state());
                current.put(code, after);
                changed.put(code, after);
                releases.add(release(code, fact, step));
            });
        }
        if (!releases.isEmpty()) {
            store.keep(changed.values(), releases);
        }
    }

    private Current after(String code, @Nullable Current known, Fact fact, ObjectNode state) {
        String month = known == null ? MONTH.format(fact.at()) : known.firstMonth();
        String ocid = state.path("ocid").asString();
        return new Current(code, ocid, month, fact.at(), fact.position(), state.toString());
    }

    private static Release release(String code, Fact fact, OcdsFold.Step step) {
        Instant at = fact.at();
        String id = OcdsFold.releaseId(step.state(), fact);
        ObjectNode body = OcdsFold.release(step.state(), id, OcdsFold.date(at), step.tag());
        return new Release(fact.position(), code, id, at, MONTH.format(at), body.toString());
    }
}
