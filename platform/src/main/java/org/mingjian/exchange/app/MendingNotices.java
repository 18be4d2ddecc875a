package org.mingjian.exchange.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.store.NoticeStore;
import org.mingjian.exchange.store.NoticeStore.Row;
import org.mingjian.exchange.store.NoticeStore.Seen;
import org.mingjian.exchange.store.NoticeStore.Whole;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specification;
import org.mingjian.spec.domain.notices.Imported;
import org.mingjian.spec.domain.notices.Importing;
import org.mingjian.spec.domain.notices.Notice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 历史公告补正: a notice beside the record that it makes; what it lacks is given by the data officer with the reason, and it
 * goes as soon as it passes every check. What the notice itself says is never changed.
 */
@Service
public class MendingNotices {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 1_000_000;

    private final NoticeStore store;
    private final JudgingNotices judging;
    private final ImportingNotices importing;
    private final Facts facts;

    MendingNotices(NoticeStore store, JudgingNotices judging, ImportingNotices importing, Facts facts) {
        this.store = store;
        this.judging = judging;
        this.importing = importing;
        this.facts = facts;
    }

    /**
     * A field of the record.
     *
     * @param said what the notice, or its source with it, gives
     * @param value what would go; differs from {@code said} when the officer gave it
     * @param hidden personal data that are not what is wrong
     */
    public record Line(
            String code,
            String name,
            String form,
            boolean must,
            String codes,
            String said,
            String value,
            boolean hidden,
            List<String> problems) {}

    /**
     * A notice beside its record.
     *
     * @param choices datasets to choose from when the notice says none
     * @param heads what the notice says besides its text, as written
     * @param others findings of no field of the record
     */
    public record Beside(
            Row notice,
            String version,
            String datasetName,
            Map<String, String> choices,
            Notice heads,
            List<Line> fields,
            List<Problem> others) {}

    /** @param dataset named by the officer, when the notice says none */
    public record Mend(String id, String dataset, Map<String, String> fields, String reason) {}

    /** As the facts tell it: names of the fields, never their values. */
    record Told(String notice, String dataset, String key, List<String> fields, boolean ready, String reason) {}

    public Beside look(String id, Seen seen) {
        Whole known = find(store.find(id), id, seen);
        JsonNode line = line(known);
        Specification specification = judging.specification();
        Imported imported = new Importing(specification).read(Notice.of(line));
        Map<String, String> said = judging.said(imported, line.path("fields"), known.chosen());
        Map<String, String> values = new LinkedHashMap<>(said);
        values.putAll(known.mended());
        Optional<Dataset> dataset = specification.dataset(known.row().dataset());
        List<Line> lines = new ArrayList<>();
        Set<String> named = new LinkedHashSet<>();
        for (Field field : dataset.map(specification::fieldsOf).orElse(List.of())) {
            named.add(field.code());
            lines.add(line(field, said, values, known.row().problems()));
        }
        return new Beside(
                known.row(),
                specification.version(),
                dataset.map(Dataset::name).orElse(""),
                imported.dataset().isEmpty() ? choices() : Map.of(),
                imported.notice(),
                lines,
                known.row().problems().stream()
                        .filter(problem -> !named.contains(problem.field()))
                        .toList());
    }

    private Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        judging.datasets()
                .forEach(number -> choices.put(
                        number,
                        judging.specification().dataset(number).orElseThrow().name()));
        return choices;
    }

    /** A personal field is shown only where it is what is wrong (运行管理办法 §5, 个人信息保护法 §6). */
    private static Line line(
            Field field, Map<String, String> said, Map<String, String> values, List<Problem> problems) {
        List<String> found = problems.stream()
                .filter(problem -> problem.field().equals(field.code()))
                .map(Problem::message)
                .distinct()
                .toList();
        String value = values.getOrDefault(field.code(), "");
        boolean hidden = field.is(Field.Trait.PERSONAL) && found.isEmpty() && !value.isEmpty();
        return new Line(
                field.code(),
                field.name(),
                field.form().notation(),
                field.presence().must(),
                field.content().codes(),
                hidden ? "" : said.getOrDefault(field.code(), ""),
                hidden ? "" : value,
                hidden,
                found);
    }

    /** Takes the officer's values and judges the notice again; what went up already must stay a good record. */
    @Transactional
    public Row mend(Mend asked, Seen seen, Caller caller) {
        Whole known = find(store.lock(asked.id()), asked.id(), seen);
        JsonNode line = line(known);
        Imported imported = new Importing(judging.specification()).read(Notice.of(line));
        String chosen = chosen(asked, known, imported);
        String number = imported.dataset().isEmpty() ? chosen : imported.dataset();
        Map<String, String> mended =
                new LinkedHashMap<>(number.equals(known.row().dataset()) ? known.mended() : Map.of());
        mended.putAll(sound(asked.fields(), number));
        Map<String, String> said = judging.said(imported, line.path("fields"), chosen);
        mended.entrySet().removeIf(entry -> entry.getValue().equals(said.getOrDefault(entry.getKey(), "")));
        ImportingNotices.Given given = new ImportingNotices.Given(asked.id(), line, imported, mended, chosen);
        Whole now = importing.judged(given, known.row().digest(), caller);
        if (known.row().ready() && !now.row().ready()) {
            throw new PlatformException(
                    ExchangeError.NOTICE_WRONG, now.row().problems().getFirst().message());
        }
        Row row = now.row().mended(known.row());
        store.keep(new Whole(row, known.line(), mended, chosen, known.account()));
        Told told = new Told(
                asked.id(),
                row.dataset(),
                row.key(),
                List.copyOf(asked.fields().keySet()),
                row.ready(),
                asked.reason());
        facts.record(
                NewFact.secret("exchange:notices", "exchange.noticeMended", caller.actor(), told, Secrecy.PARTIES));
        return row;
    }

    private String chosen(Mend asked, Whole known, Imported imported) {
        if (asked.dataset().isEmpty() || !imported.dataset().isEmpty()) {
            return known.chosen();
        }
        boolean other = known.row().ready() && !asked.dataset().equals(known.chosen());
        if (!judging.datasets().contains(asked.dataset()) || other) {
            throw new PlatformException(ExchangeError.NOTICE_WRONG, "不能改为数据集" + asked.dataset());
        }
        return asked.dataset();
    }

    private Map<String, String> sound(Map<String, String> fields, String number) {
        Map<String, String> sound = new LinkedHashMap<>();
        Optional<Dataset> dataset = judging.specification().dataset(number);
        fields.forEach((name, value) -> {
            if (dataset.flatMap(known -> known.field(name)).isEmpty()) {
                throw new PlatformException(ExchangeError.NOTICE_WRONG, "数据集" + number + "没有字段" + name);
            }
            String given = value == null ? "" : value.strip();
            if (given.length() > LONGEST) {
                throw new PlatformException(ExchangeError.NOTICE_WRONG, name + "超过" + LONGEST + "个字符");
            }
            sound.put(name, given);
        });
        return sound;
    }

    /** It is not reported, and says why; mending takes it up again. */
    @Transactional
    public Row drop(String id, String reason, Seen seen, Caller caller) {
        Whole known = find(store.lock(id), id, seen);
        Row row = known.row();
        if (row.ready()) {
            throw new PlatformException(ExchangeError.NOTICE_WRONG, "已列入通道，要撤回须报删除");
        }
        Row dropped = row.dropped(reason);
        store.keep(new Whole(dropped, known.line(), known.mended(), known.chosen(), known.account()));
        Told told = new Told(id, row.dataset(), row.key(), List.of(), false, reason);
        facts.record(
                NewFact.secret("exchange:notices", "exchange.noticeDropped", caller.actor(), told, Secrecy.PARTIES));
        return dropped;
    }

    private static Whole find(Optional<Whole> known, String id, Seen seen) {
        return known.filter(seen::covers).orElseThrow(() -> new PlatformException(ExchangeError.NOTICE_NOT_FOUND, id));
    }

    private static JsonNode line(Whole known) {
        if (known.line().isEmpty()) {
            throw new PlatformException(ExchangeError.NOTICE_WRONG, "这条公告导入时没有保存原文，请重新导入一次");
        }
        return JSON.readTree(known.line());
    }
}
