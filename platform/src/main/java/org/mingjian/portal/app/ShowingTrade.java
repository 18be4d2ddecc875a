package org.mingjian.portal.app;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import org.mingjian.kernel.PlatformException;
import org.mingjian.portal.app.LegalDates.Coming;
import org.mingjian.portal.app.LegalDates.Door;
import org.mingjian.portal.app.LegalDates.Judged;
import org.mingjian.portal.app.LegalDates.Law;
import org.mingjian.portal.app.Lines.NoticeLine;
import org.mingjian.portal.app.Lines.TradeLine;
import org.mingjian.portal.domain.Differences;
import org.mingjian.portal.domain.Differences.Difference;
import org.mingjian.portal.domain.InfoType;
import org.mingjian.portal.domain.OpeningBoard;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.domain.Sheet;
import org.mingjian.portal.domain.Sheet.Line;
import org.mingjian.portal.domain.Sheets;
import org.mingjian.portal.domain.Timeline;
import org.mingjian.portal.store.PortalQueries;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** 项目页 and 公告页. */
@Service
public class ShowingTrade {

    /** What the head panel says. */
    public record FactPanel(
            TradeLine trade,
            String sectionCode,
            @Nullable Instant documentsFrom,
            @Nullable Instant documentsTo,
            @Nullable Instant bidDeadline,
            @Nullable Instant publicityEnds,
            @Nullable BigDecimal deposit,
            String method) {}

    /** A file with the fact that names it. */
    public record Document(FileRef file, String title, Instant at, long position) {}

    /** A change of the terms, against what held before it. */
    public record Version(NoticeLine notice, List<Difference> differences) {}

    public record TradePage(
            FactPanel panel,
            List<Timeline.Part> timeline,
            List<Coming> coming,
            List<Judged> clocks,
            Door objection,
            List<Document> documents,
            List<Version> versions,
            List<NoticeLine> notices,
            boolean openingSeen,
            Records records) {}

    /**
     * Files with which a stranger repeats the trade.
     *
     * @param scores address of the scoring record, null until the candidates are published
     * @param sealedDraws finished draws whose pool is still secret
     */
    public record Records(
            List<DrawFile> draws, int sealedDraws, @Nullable String scores, String whole) {}

    /** @param title 抽取评标专家, 抽取评标系数 */
    public record DrawFile(String title, String href, long position) {}

    /**
     * @param trade the trade it belongs to; null for a plan
     * @param siblings other notices of the trade
     */
    public record NoticePage(
            NoticeLine notice,
            String issuer,
            @Nullable TradeLine trade,
            List<Line> head,
            Sheet sheet,
            JsonNode body,
            List<FileRef> files,
            String digest,
            List<Difference> differences,
            List<NoticeLine> siblings) {}

    private static final String DRAW = "draw";

    private final PortalQueries queries;
    private final Lines lines;
    private final LegalDates law;

    ShowingTrade(PortalQueries queries, Lines lines, LegalDates law) {
        this.queries = queries;
        this.lines = lines;
        this.law = law;
    }

    @OfOneMoment
    public TradePage trade(String code) {
        PublicTrade trade =
                queries.trade(code).orElseThrow(() -> new PlatformException(PortalError.TRADE_NOT_FOUND, code));
        List<PublicEvent> events = queries.timeline(trade.stream(), Timeline.BULK);
        List<PublicNotice> notices = queries.noticesOf(List.of(code));
        Law law = this.law.of(trade, events);
        return new TradePage(
                panel(trade),
                Timeline.of(events),
                law.coming(),
                law.judged(),
                law.door(),
                documents(events),
                versions(notices),
                notices.reversed().stream().map(lines::of).toList(),
                events.stream().anyMatch(event -> OpeningBoard.KINDS.contains(event.kind())),
                records(code, events));
    }

    private static Records records(String code, List<PublicEvent> events) {
        Set<String> pooled = events.stream()
                .filter(event -> event.kind().equals("draw.pooled"))
                .map(event -> event.body().path(DRAW).asString(""))
                .collect(Collectors.toSet());
        List<DrawFile> draws = new ArrayList<>();
        int sealed = 0;
        for (PublicEvent event : events) {
            String draw = event.body().path(DRAW).asString("");
            if (event.kind().equals("draw.drawn") && pooled.contains(draw)) {
                String title = draw.contains("/experts/") ? "抽取评标专家" : "抽取评标系数";
                draws.add(new DrawFile(title, "/draws/" + draw + ".json", event.position()));
            } else if (event.kind().equals("draw.drawn")) {
                sealed++;
            }
        }
        boolean scored = events.stream().anyMatch(event -> event.kind().equals("scores.published"));
        String scores = scored ? "/scores/" + code + ".json" : null;
        return new Records(List.copyOf(draws), sealed, scores, "/packages/" + code + ".json");
    }

    private FactPanel panel(PublicTrade trade) {
        return new FactPanel(
                lines.of(trade),
                trade.sectionCode(),
                trade.times().documentsFrom(),
                trade.times().documentsTo(),
                trade.times().bidDeadline(),
                trade.times().publicityEnds(),
                trade.deposit(),
                trade.method());
    }

    private static List<Document> documents(List<PublicEvent> events) {
        List<Document> documents = new ArrayList<>();
        for (PublicEvent event : events) {
            for (FileRef file : event.files()) {
                documents.add(new Document(file, Timeline.title(event.kind()), event.at(), event.position()));
            }
        }
        return documents;
    }

    private List<Version> versions(List<PublicNotice> notices) {
        List<Version> versions = new ArrayList<>();
        for (PublicNotice notice : notices) {
            List<Difference> differences = differences(notice, notices);
            if (!differences.isEmpty()) {
                versions.add(new Version(lines.of(notice), differences));
            }
        }
        return versions;
    }

    /** Against the last earlier notice that carried terms. */
    private static List<Difference> differences(PublicNotice notice, List<PublicNotice> all) {
        JsonNode terms = notice.body().path("terms");
        if (!terms.isObject() || notice.type() != InfoType.CLARIFICATION && notice.type() != InfoType.DEADLINE) {
            return List.of();
        }
        JsonNode before = all.stream()
                .filter(other ->
                        other.seq() < notice.seq() && other.body().path("terms").isObject())
                .reduce((first, second) -> second)
                .map(other -> other.body().path("terms"))
                .orElse(terms);
        return Differences.between(before, terms);
    }

    @OfOneMoment
    public NoticePage notice(String id) {
        PublicNotice notice =
                queries.notice(id).orElseThrow(() -> new PlatformException(PortalError.NOTICE_NOT_FOUND, id));
        String code = notice.trade();
        List<PublicNotice> siblings = code == null ? List.of() : queries.noticesOf(List.of(code));
        return new NoticePage(
                lines.of(notice),
                notice.issuer(),
                code == null ? null : queries.trade(code).map(lines::of).orElse(null),
                Sheets.head(notice.factKind(), notice.body()),
                Sheets.of(notice.factKind(), notice.body()),
                notice.body(),
                notice.files(),
                notice.digest(),
                differences(notice, siblings),
                siblings.stream()
                        .filter(other -> !other.id().equals(id))
                        .map(lines::of)
                        .toList());
    }
}
