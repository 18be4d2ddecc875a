package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.PastData;
import org.mingjian.exchange.store.NoticeStore;
import org.mingjian.exchange.store.NoticeStore.Row;
import org.mingjian.exchange.store.NoticeStore.Seen;
import org.mingjian.exchange.store.NoticeStore.Whole;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.domain.notices.Imported;
import org.mingjian.spec.domain.notices.Importing;
import org.mingjian.spec.domain.notices.Notice;
import org.mingjian.spec.domain.notices.NoticeLines;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings notices that exist elsewhere in as history, on the second channel (运行管理办法 §10): what passes every check is
 * queued, what does not is kept with every gap explained, for the data officer. The same line again changes nothing.
 */
@Service
public class ImportingNotices {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final NoticeStore store;
    private final JudgingNotices judging;
    private final Queueing queueing;
    private final Sender sender;
    private final Facts facts;
    private final InstantSource clock;

    ImportingNotices(
            NoticeStore store,
            JudgingNotices judging,
            Queueing queueing,
            Sender sender,
            Facts facts,
            InstantSource clock) {
        this.store = store;
        this.judging = judging;
        this.queueing = queueing;
        this.sender = sender;
        this.facts = facts;
        this.clock = clock;
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

    /** A notice with the values that a person gave for it. */
    record Given(String id, JsonNode line, Imported imported, Map<String, String> mended, String chosen) {}

    /** @param seen whose notices the caller may change */
    @Transactional
    public Taken take(List<JsonNode> lines, Seen seen, Caller caller) {
        Importing importing = new Importing(judging.specification());
        List<Row> items = new ArrayList<>();
        int same = 0;
        int ready = 0;
        for (JsonNode line : lines) {
            NoticeLines.problem(line).ifPresent(what -> {
                throw new PlatformException(ExchangeError.NOTICES_UNREADABLE, "第" + (items.size() + 1) + "条：" + what);
            });
            String digest = digest(line);
            Imported imported = importing.read(Notice.of(line));
            String id = id(imported.notice().id(), digest);
            Optional<Whole> before = store.lock(id);
            if (before.filter(known -> !seen.covers(known)).isPresent()) {
                throw new PlatformException(ExchangeError.NOTICE_TAKEN, id);
            }
            if (before.filter(known ->
                            known.row().digest().equals(digest) && !known.line().isEmpty())
                    .isPresent()) {
                same++;
                items.add(before.get().row());
                continue;
            }
            Given given = new Given(
                    id,
                    line,
                    imported,
                    kept(before, imported, line),
                    before.map(Whole::chosen).orElse(""));
            Whole now = judged(given, digest, caller);
            store.keep(now);
            items.add(now.row());
            ready += now.row().ready() ? 1 : 0;
        }
        int held = lines.size() - same - ready;
        if (same < lines.size()) {
            Told told = new Told(lines.size(), same, ready, held, digest(JSON.valueToTree(lines)));
            facts.record(NewFact.open("exchange:notices", "exchange.noticesTaken", caller.actor(), told));
        }
        return new Taken(lines.size(), same, ready, held, List.copyOf(items));
    }

    /** A notice that is known by no name of its own is known by its content. */
    private static String id(String said, String digest) {
        boolean sound = !said.isEmpty() && said.length() <= 100 && said.chars().noneMatch(Character::isISOControl);
        return sound ? said : digest;
    }

    /** What the officer gave stays, unless the source now says something else of that field. */
    private Map<String, String> kept(Optional<Whole> before, Imported imported, JsonNode line) {
        if (before.isEmpty() || before.get().line().isEmpty()) {
            return Map.of();
        }
        Whole known = before.get();
        JsonNode old = JSON.readTree(known.line());
        Imported read = new Importing(judging.specification()).read(Notice.of(old));
        Map<String, String> then = judging.said(read, old.path("fields"), known.chosen());
        Map<String, String> now = judging.said(imported, line.path("fields"), known.chosen());
        Map<String, String> kept = new LinkedHashMap<>(known.mended());
        kept.keySet().removeIf(field -> !Objects.equals(then.get(field), now.get(field)));
        return kept;
    }

    private static String digest(JsonNode tree) {
        return Sm3.hex(Sm3.digest(CanonicalJson.bytes(tree)));
    }

    /** Judges a notice and queues it when it is good, as history that is never live. */
    Whole judged(Given given, String digest, Caller caller) {
        Notice notice = given.imported().notice();
        JudgingNotices.Judged judged = judging.judge(
                given.id(), given.imported(), given.line().path("fields"), given.mended(), given.chosen());
        if (judged.good()) {
            Instant published = PastData.since(notice.published(), clock.instant());
            queueing.offer(
                    sender.history(),
                    new OutboundStore.New(judged.record().orElseThrow(), List.of(), "", 0, "", 0, published),
                    true);
        }
        Row row = new Row(
                given.id(),
                digest,
                judged.record().map(DataRecord::dataset).orElse(""),
                notice.title(),
                notice.published(),
                notice.source(),
                judged.good(),
                judged.record().map(DataRecord::key).orElse(""),
                judged.gaps(),
                judged.problems(),
                clock.instant(),
                caller.name(),
                "",
                judged.good() ? OutboundStore.State.QUEUED.name() : "");
        return new Whole(
                row,
                given.line().toString(),
                given.mended(),
                given.chosen(),
                caller.account().toString());
    }
}
