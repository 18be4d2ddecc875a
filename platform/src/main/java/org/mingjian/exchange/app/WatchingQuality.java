package org.mingjian.exchange.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.ops.DataFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** 数据质量: how the exchange stands, and the rates by which a province is judged (运行管理办法 §8 §9 §11 §13). */
@Service
public class WatchingQuality {

    private final QualityStore quality;
    private final PeerStore peers;
    private final ExchangeClockwork clockwork;
    private final DataFolder data;
    private final InstantSource clock;
    private final long most;

    WatchingQuality(
            QualityStore quality,
            PeerStore peers,
            ExchangeClockwork clockwork,
            DataFolder data,
            InstantSource clock,
            @Value("${mingjian.exchange.most-queued:1000000}") long most) {
        this.quality = quality;
        this.peers = peers;
        this.clockwork = clockwork;
        this.data = data;
        this.clock = clock;
        this.most = most;
    }

    /**
     * How the lanes stand.
     *
     * @param away why a lane waits for the upper node, in words
     * @param freeBytes on the disk of the data folder
     * @param warnings what a person should do something about
     */
    public record State(List<QualityStore.LaneState> lanes, List<String> away, long freeBytes, List<String> warnings) {}

    /**
     * The rates in percent with two digits; absent when there is nothing to measure.
     *
     * @param passed 合格率, goal 95
     * @param timely 及时率, goal 95
     * @param mended 修复率, goal 90
     */
    public record Rates(String passed, String timely, String mended) {
        static Rates of(List<QualityStore.Line> lines) {
            long good = lines.stream().mapToLong(QualityStore.Line::good).sum();
            long bad = lines.stream().mapToLong(QualityStore.Line::bad).sum();
            return new Rates(
                    percent(good, good + bad),
                    percent(
                            lines.stream().mapToLong(QualityStore.Line::timely).sum(),
                            lines.stream().mapToLong(QualityStore.Line::sent).sum()),
                    percent(
                            lines.stream().mapToLong(QualityStore.Line::mended).sum(),
                            lines.stream().mapToLong(QualityStore.Line::broken).sum()));
        }
    }

    /**
     * A board.
     *
     * @param reached 可用率: minutes in which the upper node answered, of those in which it was asked; goal 98
     * @param lines by source and dataset: the counts behind the rates
     */
    public record Board(Rates rates, String reached, List<QualityStore.Line> lines) {}

    public State state() {
        Instant now = clock.instant();
        List<QualityStore.LaneState> lanes = quality.lanes(now);
        List<String> away = new ArrayList<>();
        clockwork.away().forEach((lane, why) -> away.add(lane.title() + "通道：" + why));
        List<String> warnings = new ArrayList<>();
        long queued = lanes.stream().mapToLong(QualityStore.LaneState::queued).sum();
        if (queued > most * 8 / 10) {
            warnings.add("待报" + queued + "条，已超过容量" + most + "条的八成");
        }
        long free = free();
        if (free < 2L << 30) {
            warnings.add("数据盘只剩" + (free >> 20) + "MB，请清理（运行管理办法 §16）");
        }
        lanes.stream()
                .filter(lane -> lane.overdue() > 0)
                .forEach(lane -> warnings.add(lane.lane().title() + "通道有" + lane.overdue() + "条超过报送时限（运行管理办法 §9）"));
        return new State(lanes, away, free, warnings);
    }

    private long free() {
        try {
            return Files.getFileStore(data.path()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param book {@code real} or {@code test} */
    public Board sent(String book, Duration back) {
        Instant now = clock.instant();
        List<QualityStore.Line> lines = quality.sent(book, now.minus(back), now);
        long[] reach = peers.reach(now.minus(back));
        return new Board(Rates.of(lines), percent(reach[0], reach[1]), lines);
    }

    /** As {@link #sent}, of what came from below; the rates of each source are made from its lines. */
    public Board received(String book, Duration back) {
        Instant now = clock.instant();
        List<QualityStore.Line> lines = quality.received(book, now.minus(back), now);
        return new Board(Rates.of(lines), "", lines);
    }

    private static String percent(long part, long whole) {
        return whole == 0
                ? ""
                : BigDecimal.valueOf(part * 100)
                        .divide(BigDecimal.valueOf(whole), 2, RoundingMode.DOWN)
                        .toPlainString();
    }
}
