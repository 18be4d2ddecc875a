package org.mingjian.exchange.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.app.ComparingLedgers;
import org.mingjian.exchange.app.CountingAvailability;
import org.mingjian.exchange.app.LookingAtRefusals;
import org.mingjian.exchange.app.Node;
import org.mingjian.exchange.app.WatchingQuality;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The data officer's desk 数据管理: how the lanes stand, how good the data are, whether both ledgers agree. */
@RestController
class QualityController {

    private static final int COMPARISONS = 14;

    private final QualityStore quality;
    private final BoardStore boards;
    private final WatchingQuality watching;
    private final ComparingLedgers comparing;
    private final LookingAtRefusals looking;
    private final Sights sights;
    private final Desk desk;

    QualityController(
            QualityStore quality,
            BoardStore boards,
            WatchingQuality watching,
            ComparingLedgers comparing,
            LookingAtRefusals looking,
            Sights sights,
            Desk desk) {
        this.quality = quality;
        this.boards = boards;
        this.watching = watching;
        this.comparing = comparing;
        this.looking = looking;
        this.sights = sights;
        this.desk = desk;
    }

    /** What every page of the desk needs. */
    @org.springframework.stereotype.Component
    record Desk(Node node, InstantSource clock, CsvFiles files, CountingAvailability availability) {}

    /**
     * Where the desk stands.
     *
     * @param whole whether the caller sees the whole node, and not only the sources of his region
     * @param datasets names in Chinese by number
     * @param owedSince since when records are owed upward; null while no upper node was ever admitted
     */
    record Place(
            String code,
            String name,
            String tier,
            String region,
            boolean whole,
            List<BoardStore.Source> sources,
            Map<String, String> datasets,
            @Nullable Instant owedSince) {}

    /** @param waiting comparisons that broke off and go on from where they stand */
    record DifferencePage(
            List<QualityStore.Found> items,
            long total,
            int page,
            int size,
            List<QualityStore.Comparison> comparisons,
            List<ComparingLedgers.Waiting> waiting) {}

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/place")
    Place place(Caller caller) {
        Node node = desk.node();
        return new Place(
                node.code(),
                node.name(),
                node.tier().option(),
                node.region(),
                sights.reading(caller).coversHome(),
                boards.sources(sights.reading(caller)),
                looking.datasetNames(),
                watching.owedSince());
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/state")
    WatchingQuality.State state(Caller caller) {
        return watching.state(sights.reading(caller));
    }

    /**
     * What a board is of.
     *
     * @param side {@code sent} up, or {@code received} from below
     * @param book {@code real} or {@code test}
     * @param source any without it; empty for this platform's own
     */
    record Wanted(
            @Nullable @Size(max = 10) String side,
            @Nullable @Size(max = 10) String book,
            @Nullable Integer days,
            @Nullable @Size(max = 20) String source,
            @Nullable @Size(max = 10) String dataset) {

        boolean received() {
            return "received".equals(side);
        }

        Duration back() {
            return Duration.ofDays(days == null ? 30 : Math.clamp(days, 1, 400));
        }
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/board")
    WatchingQuality.Board board(Wanted wanted, Caller caller) {
        String book = Sights.book(wanted.book() == null ? "" : wanted.book());
        return watching.board(
                watching.since(wanted.received(), book, wanted.back(), sights.reading(caller)),
                Sights.source(wanted.source() == null ? "*" : wanted.source()),
                Sights.text(wanted.dataset() == null ? "" : wanted.dataset()));
    }

    /** 可用率 by city from reported outages, and the measured line beside what was reported of it. */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/availability")
    CountingAvailability.Sheet availability(
            @RequestParam(defaultValue = "365") @Min(1) @Max(400) int days, Caller caller) {
        Instant now = desk.clock().instant();
        return desk.availability().sheet(now.minus(Duration.ofDays(days)), now, sights.reading(caller));
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/board.csv")
    ResponseEntity<byte[]> boardFile(Wanted wanted, Caller caller) {
        WatchingQuality.Board board = board(wanted, caller);
        String now = desk.clock().instant().toString();
        Map<String, String> names = looking.datasetNames();
        List<String> head = List.of(
                "来源", "系统编号", "数据集", "名称", "报送", "合格", "退回", "按时", "逾期", "尚未到期", "起算以前", "未能上报", "出错主键", "已修复", "应赋码",
                "码不合格", "截至");
        return desk.files()
                .answer(
                        caller,
                        new CsvFiles.Table("exchange.board", "quality.csv", head),
                        board.lines(),
                        line -> new String[] {
                            line.source().isEmpty() ? desk.node().code() : line.source(),
                            line.system(),
                            line.dataset(),
                            names.getOrDefault(line.dataset(), ""),
                            "" + line.sent(),
                            "" + line.good(),
                            "" + line.bad(),
                            "" + line.timely(),
                            "" + line.late(),
                            "" + line.pending(),
                            "" + line.early(),
                            "" + line.held(),
                            "" + line.broken(),
                            "" + line.mended(),
                            "" + line.coded(),
                            "" + line.miscoded(),
                            now
                        });
    }

    /** 核对 now, or on from where one broke off; the same runs each night. */
    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/api/exchange/compare")
    List<ComparingLedgers.Compared> compare() {
        return comparing.compare();
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/differences")
    DifferencePage differences(@Valid Paging paging, Caller caller) {
        var sight = sights.reading(caller);
        return new DifferencePage(
                quality.differences(paging.text(), paging.number(), paging.rows(), sight),
                quality.differenceCount(paging.text(), sight),
                paging.number(),
                paging.rows(),
                quality.comparisons(COMPARISONS),
                comparing.waiting());
    }
}
