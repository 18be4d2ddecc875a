package org.mingjian.portal.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import org.mingjian.portal.domain.Sheet.Line;
import org.mingjian.tender.Stage;
import org.mingjian.tender.TradeFact;

/** 交易时间线: the public facts of a trade, by stage; what thousands do is one line with its count. */
public final class Timeline {

    private static final Set<TradeFact> MANY = Set.of(
            TradeFact.DOCUMENTS_FETCHED,
            TradeFact.BID_RECEIVED,
            TradeFact.BID_REPLACED,
            TradeFact.BID_WITHDRAWN,
            TradeFact.BID_REFUSED,
            TradeFact.BID_REHEARSED,
            TradeFact.SIGNED_IN,
            TradeFact.BID_OPENED,
            TradeFact.BID_OPENING_FAILED,
            TradeFact.OPENING_RECORD_SIGNED,
            TradeFact.DEPOSIT_RECEIVED,
            TradeFact.DEPOSIT_RETURNED,
            TradeFact.EXPERT_ANSWERED,
            TradeFact.SCORES_SIGNED);

    /** Kinds whose bodies a timeline does not need. */
    public static final List<String> BULK =
            MANY.stream().map(TradeFact::kind).sorted().toList();

    private static final Map<String, String> OTHER_TITLES = Map.of("facts.disclosed", "依法公开此前密封的事实");

    /**
     * One act, or many of one kind.
     *
     * @param until of the last one when there are many
     * @param position of the first
     * @param lastPosition of the last
     * @param notice id of the notice page, if there is one
     */
    public record Entry(
            String kind,
            String title,
            Instant at,
            @Nullable Instant until,
            int count,
            String actor,
            List<Line> lines,
            List<FileRef> files,
            long position,
            long lastPosition,
            String digest,
            @Nullable String notice) {

        Entry and(PublicEvent event) {
            return new Entry(
                    kind,
                    title,
                    at,
                    event.at(),
                    count + 1,
                    "",
                    List.of(),
                    List.of(),
                    position,
                    event.position(),
                    "",
                    null);
        }
    }

    public record Part(Stage stage, String title, List<Entry> entries) {}

    private Timeline() {}

    /** Stages in the order in which they began, entries in the order of the facts. */
    public static List<Part> of(List<PublicEvent> events) {
        Map<Stage, Map<String, Entry>> stages = new LinkedHashMap<>();
        Stage current = Stage.REGISTRATION;
        for (PublicEvent event : events) {
            TradeFact fact = TradeFact.ofKind(event.kind()).orElse(null);
            current = fact == null || fact == TradeFact.TRADE_SUSPENDED || fact == TradeFact.TRADE_RESUMED
                    ? current
                    : fact.stage();
            Map<String, Entry> part = stages.computeIfAbsent(current, stage -> new LinkedHashMap<>());
            boolean many = fact != null && MANY.contains(fact);
            String key = many ? event.kind() : event.kind() + "#" + event.position();
            Entry known = part.get(key);
            part.put(key, known == null ? entry(event) : known.and(event));
        }
        List<Part> parts = new ArrayList<>();
        stages.forEach((stage, entries) -> parts.add(new Part(stage, stage.title(), List.copyOf(entries.values()))));
        return parts;
    }

    private static Entry entry(PublicEvent event) {
        boolean own = event.notice() != null;
        return new Entry(
                event.kind(),
                title(event.kind()),
                event.at(),
                null,
                1,
                event.actor(),
                own || event.body().isNull()
                        ? List.of()
                        : Sheets.of(event.kind(), event.body()).first(4),
                event.files(),
                event.position(),
                event.position(),
                event.digest(),
                event.notice());
    }

    public static String title(String kind) {
        return TradeFact.ofKind(kind)
                .map(TradeFact::title)
                .or(() -> InfoType.ofKind(kind).map(InfoType::title))
                .orElse(OTHER_TITLES.getOrDefault(kind, kind));
    }
}
