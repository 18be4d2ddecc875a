package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mingjian.exchange.domain.Expression;
import org.mingjian.exchange.store.NoticeFiles;
import org.mingjian.exchange.store.NoticeStore.Gap;
import org.mingjian.exchange.store.OutgoingStore;
import org.mingjian.spec.Checks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.mingjian.spec.domain.notices.Imported;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What record a notice makes with what its source and the officer gave besides, and what the checks say of it. */
@Component
class JudgingNotices {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneId.of("Asia/Shanghai"));

    private final Specification national;
    private final Checks checks;
    private final Map<String, Map<String, Expression>> fields;
    private final OutgoingStore keys;
    private final Sender sender;
    private final InstantSource clock;

    JudgingNotices(Specifications specifications, OutgoingStore keys, Sender sender, InstantSource clock) {
        this.national = specifications.national();
        this.checks = specifications.checksOf(national);
        this.fields = NoticeFiles.read(national);
        this.keys = keys;
        this.sender = sender;
        this.clock = clock;
    }

    /** @param record empty when no dataset is known */
    record Judged(Optional<DataRecord> record, List<Gap> gaps, List<Problem> problems) {

        boolean good() {
            return record.isPresent() && problems.isEmpty();
        }
    }

    Specification specification() {
        return national;
    }

    /** Datasets that a notice can be made a record of. */
    SortedSet<String> datasets() {
        return new TreeSet<>(fields.keySet());
    }

    /**
     * Judges one.
     *
     * @param given fields that the source gave with the notice
     * @param mended fields that the officer gave; they go before all others, an empty one takes the field out
     * @param chosen dataset to take when the notice does not say one
     */
    Judged judge(String id, Imported imported, JsonNode given, Map<String, String> mended, String chosen) {
        List<Gap> gaps = imported.gaps().stream()
                .map(gap -> new Gap(
                        gap.kind().id(),
                        gap.kind().title(),
                        gap.detail(),
                        gap.kind().explanation()))
                .toList();
        Optional<Dataset> dataset = national.dataset(number(imported, chosen));
        if (dataset.isEmpty()) {
            return new Judged(Optional.empty(), gaps, List.of());
        }
        Map<String, String> all = said(imported, given, chosen);
        mended.forEach((name, value) -> {
            if (value.isEmpty()) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
        });
        DataRecord record = record(id, dataset.get(), all);
        return new Judged(Optional.of(record), gaps, checks.check(record).problems());
    }

    private DataRecord record(String id, Dataset dataset, Map<String, String> all) {
        String key = keys.key(sender.system(), dataset.number(), "notice:" + id, DAY.format(clock.instant()));
        return new DataRecord(
                dataset.number(),
                dataset.table(),
                key,
                DataRecord.INSERT,
                DataRecord.TRIAL,
                sender.system(),
                all,
                Map.of());
    }

    private static String number(Imported imported, String chosen) {
        return imported.dataset().isEmpty() ? chosen : imported.dataset();
    }

    /** What the notice says, and before it what the source gave as fields. */
    Map<String, String> said(Imported imported, JsonNode given, String chosen) {
        Instant now = clock.instant();
        ObjectNode context = JSON.createObjectNode().put("now", now.toString());
        context.set("read", JSON.valueToTree(imported.read()));
        context.set("notice", JSON.valueToTree(imported.notice()));
        Map<String, String> said = new LinkedHashMap<>();
        fields.getOrDefault(number(imported, chosen), Map.of()).forEach((field, expression) -> {
            String value = expression.in(context);
            if (!value.isEmpty()) {
                said.put(field, value);
            }
        });
        given.properties()
                .forEach(entry -> said.put(entry.getKey(), entry.getValue().asString("")));
        return said;
    }
}
