package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.exchange.domain.Expression;
import org.mingjian.exchange.store.NoticeFiles;
import org.mingjian.exchange.store.NoticeStore;
import org.mingjian.exchange.store.NoticeStore.Gap;
import org.mingjian.exchange.store.NoticeStore.Row;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.OutgoingStore;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.Checked;
import org.mingjian.spec.Checks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.mingjian.spec.domain.notices.Imported;
import org.mingjian.spec.domain.notices.Importing;
import org.mingjian.spec.domain.notices.Notice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings notices that exist elsewhere in as history, on the second channel (运行管理办法 §10): what passes every check is
 * queued, what does not is kept with every gap explained, for the data officer. The same line again changes nothing.
 */
@Service
public class ImportingNotices {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneId.of("Asia/Shanghai"));

    private final NoticeStore store;
    private final OutgoingStore keys;
    private final Queueing queueing;
    private final Sender sender;
    private final Facts facts;
    private final InstantSource clock;
    private final Judge judge;

    ImportingNotices(
            NoticeStore store,
            OutgoingStore keys,
            Queueing queueing,
            Sender sender,
            Facts facts,
            InstantSource clock,
            Specifications specifications) {
        this.store = store;
        this.keys = keys;
        this.queueing = queueing;
        this.sender = sender;
        this.facts = facts;
        this.clock = clock;
        this.judge = Judge.of(specifications);
    }

    /** By what a notice is read and judged. */
    private record Judge(Specification national, Checks checks, Map<String, Map<String, Expression>> fields) {

        static Judge of(Specifications specifications) {
            Specification national = specifications.national();
            return new Judge(national, specifications.checksOf(national), NoticeFiles.read(national));
        }
    }

    /**
     * What became of the lines.
     *
     * @param same lines that were taken before, unchanged
     * @param ready newly queued as history
     * @param held newly kept with what they lack
     */
    public record Taken(int lines, int same, int ready, int held, List<Row> items) {}

    /** As the fact tells it. */
    record Told(int lines, int same, int ready, int held, String digest) {}

    @Transactional
    public Taken take(List<JsonNode> lines, Caller caller) {
        Importing importing = new Importing(judge.national());
        List<Row> items = new ArrayList<>();
        int same = 0;
        int ready = 0;
        for (JsonNode line : lines) {
            String digest = digest(line);
            Imported imported = importing.read(Notice.of(line));
            String said = imported.notice().id();
            String id = said.isEmpty() || said.length() > 100 ? digest : said;
            Row before = store.find(id).orElse(null);
            if (before != null && before.digest().equals(digest)) {
                same++;
                items.add(before);
                continue;
            }
            Row row = row(id, digest, imported, line.path("fields"), caller.name());
            store.keep(row);
            items.add(row);
            ready += row.ready() ? 1 : 0;
        }
        int held = lines.size() - same - ready;
        if (same < lines.size()) {
            Told told = new Told(lines.size(), same, ready, held, digest(JSON.valueToTree(lines)));
            facts.record(NewFact.open("exchange:notices", "exchange.noticesTaken", caller.actor(), told));
        }
        return new Taken(lines.size(), same, ready, held, List.copyOf(items));
    }

    private static String digest(JsonNode tree) {
        return Sm3.hex(Sm3.digest(CanonicalJson.bytes(tree)));
    }

    private Row row(String id, String digest, Imported imported, JsonNode given, String by) {
        Notice notice = imported.notice();
        Instant now = clock.instant();
        List<Gap> gaps = imported.gaps().stream()
                .map(gap -> new Gap(
                        gap.kind().id(),
                        gap.kind().title(),
                        gap.detail(),
                        gap.kind().explanation()))
                .toList();
        Dataset dataset = judge.national().dataset(imported.dataset()).orElse(null);
        if (dataset == null) {
            return new Row(
                    id,
                    digest,
                    "",
                    notice.title(),
                    notice.published(),
                    notice.source(),
                    false,
                    "",
                    gaps,
                    List.of(),
                    now,
                    by);
        }
        String key = keys.key(sender.system(), dataset.number(), "notice:" + id, DAY.format(now));
        DataRecord record = new DataRecord(
                dataset.number(),
                dataset.table(),
                key,
                DataRecord.INSERT,
                DataRecord.TRIAL,
                sender.system(),
                fields(dataset, imported, given, now),
                Map.of());
        Checked checked = judge.checks().check(record);
        if (checked.ok()) {
            queueing.offer(sender.history(), new OutboundStore.New(record, List.of(), "", 0, "", 0, now), false);
        }
        return new Row(
                id,
                digest,
                dataset.number(),
                notice.title(),
                notice.published(),
                notice.source(),
                checked.ok(),
                key,
                gaps,
                checked.problems(),
                now,
                by);
    }

    /** What the notice says, and before it what the source gave as fields. */
    private Map<String, String> fields(Dataset dataset, Imported imported, JsonNode given, Instant now) {
        ObjectNode context = JSON.createObjectNode().put("now", now.toString());
        context.set("read", JSON.valueToTree(imported.read()));
        context.set("notice", JSON.valueToTree(imported.notice()));
        Map<String, String> fields = new LinkedHashMap<>();
        judge.fields().getOrDefault(dataset.number(), Map.of()).forEach((field, expression) -> {
            String value = expression.in(context);
            if (!value.isEmpty()) {
                fields.put(field, value);
            }
        });
        given.properties()
                .forEach(entry -> fields.put(entry.getKey(), entry.getValue().asString("")));
        return fields;
    }
}
