package org.mingjian.tender.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Fact;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.rules.ClockCertificate;
import org.mingjian.tender.NextAct;
import org.mingjian.tender.Notice;
import org.mingjian.tender.NoticeSection;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeId;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.app.ReadingTrades;
import org.mingjian.tender.domain.Edition;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Trades, their timeline, their clocks and the proof of their facts. */
@RestController
@RequestMapping("/api/trades")
class TradeController {

    record Line(
            String code,
            String title,
            String state,
            String stateTitle,
            String stage,
            String tenderer,
            @Nullable String agency,
            String regionCode,
            Instant stateSince,
            @Nullable Instant bidDeadline,
            @Nullable String ceilingPrice,
            boolean joined) {}

    record Page(List<Line> items, long total, int page, int size) {}

    record Codes(String project, String tenderProject, String section) {}

    record Party(String id, String name) {}

    /** @param notice null before it is published */
    record View(
            String code,
            String title,
            Codes codes,
            String kind,
            String regionCode,
            Party tenderer,
            @Nullable Party agency,
            String state,
            String stateTitle,
            String stage,
            @Nullable String before,
            Instant stateSince,
            long version,
            String pinned,
            int holds,
            @Nullable Terms terms,
            @Nullable NoticeView notice,
            boolean joined,
            List<NextAct> acts) {}

    /** @param version of terms and documents */
    record NoticeView(int version, Instant publishedAt, Notice fields, List<NoticeSection> text) {}

    private final ReadingTrades reading;

    TradeController(ReadingTrades reading) {
        this.reading = reading;
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable TradeState state,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        ReadingTrades.Found found = reading.list(new ReadingTrades.Search(q, state, mine, page, size), caller);
        Set<TradeId> joined = reading.joined(found.items(), caller);
        List<Line> lines = found.items().stream()
                .map(trade -> line(trade, joined.contains(trade.id())))
                .toList();
        return new Page(lines, found.total(), page, size);
    }

    private static Line line(TradeView trade, boolean joined) {
        Terms terms = trade.terms();
        return new Line(
                trade.code(),
                trade.title(),
                trade.state().name(),
                trade.state().title(),
                trade.state().stage().title(),
                trade.tendererName(),
                trade.agencyName(),
                trade.regionCode(),
                trade.stateSince(),
                terms == null ? null : terms.bidDeadline(),
                terms == null ? null : terms.ceilingPrice().toString(),
                joined);
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/{code}")
    View get(@PathVariable String code, Caller caller) {
        return view(reading.get(code, caller), caller);
    }

    View view(TradeView trade, Caller caller) {
        TradeState before = trade.before();
        return new View(
                trade.code(),
                trade.title(),
                new Codes(trade.projectCode(), trade.tenderProjectCode(), trade.sectionCode()),
                trade.kind(),
                trade.regionCode(),
                new Party(trade.tenderer().toString(), trade.tendererName()),
                agency(trade),
                trade.state().name(),
                trade.state().title(),
                trade.state().stage().title(),
                before == null ? null : before.name(),
                trade.stateSince(),
                trade.version(),
                trade.pinned().toString(),
                trade.holds(),
                trade.terms(),
                reading.newest(trade).map(TradeController::notice).orElse(null),
                reading.hasJoined(trade, caller),
                reading.acts(trade, caller));
    }

    private static @Nullable Party agency(TradeView trade) {
        String name = trade.agencyName();
        return name == null ? null : new Party(String.valueOf(trade.agency()), name);
    }

    private static NoticeView notice(Edition edition) {
        return new NoticeView(edition.number(), edition.publishedAt(), edition.notice(), edition.text());
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/{code}/timeline")
    Timeline timeline(@PathVariable String code, @RequestParam(defaultValue = "false") boolean all, Caller caller) {
        TradeView trade = reading.get(code, caller);
        List<Fact> seen = reading.facts(trade, caller);
        return Timeline.of(trade, seen, reading.clocks(trade, seen), all);
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/{code}/clocks")
    ClockList clocks(@PathVariable String code, Caller caller) {
        ClockCertificate certificate = reading.clocks(reading.get(code, caller), caller);
        return ClockList.of(certificate);
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/{code}/facts/{seq}/evidence")
    Evidence evidence(@PathVariable String code, @PathVariable long seq, Caller caller) {
        return reading.evidence(code, seq, caller);
    }
}
