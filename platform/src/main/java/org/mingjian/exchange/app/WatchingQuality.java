package org.mingjian.exchange.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Rates;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.BoardStore.Asked;
import org.mingjian.exchange.store.DutyStore;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.exchange.store.Sight;
import org.mingjian.ops.DataFolder;
import org.mingjian.ops.Tier;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** 数据质量: how the exchange stands, and the rates by which a province is judged (运行管理办法 §8 §9 §11 §13). */
@Service
public class WatchingQuality {

    private static final String TRADE_CODE = "UNIFIED_DEAL_CODE";
    private static final int OUTAGES = 20;

    private final QualityStore quality;
    private final BoardStore boards;
    private final PeerStore peers;
    private final ExchangeClockwork clockwork;
    private final DataFolder data;
    private final InstantSource clock;
    private final Settings settings;

    WatchingQuality(
            QualityStore quality,
            BoardStore boards,
            Ledgers ledgers,
            ExchangeClockwork clockwork,
            DataFolder data,
            InstantSource clock,
            Settings settings) {
        this.quality = quality;
        this.boards = boards;
        this.peers = ledgers.peers();
        this.clockwork = clockwork;
        this.data = data;
        this.clock = clock;
        this.settings = settings;
    }

    /** How much may wait, which datasets carry 统一交易标识码, and whether this platform owes records. */
    @org.springframework.stereotype.Component
    static final class Settings {
        private final long most;
        private final List<String> coded;
        private final String owed;
        private final UpperLine line;
        private final DutyStore duties;

        Settings(
                @Value("${mingjian.exchange.most-queued:1000000}") long most,
                Specifications specifications,
                Observing.Clockwork clockwork,
                Node node,
                UpperLine line,
                DutyStore duties) {
            this.most = most;
            this.duties = duties;
            this.line = line;
            this.owed = node.tier() == Tier.NATION ? "" : clockwork.book();
            Specification national = specifications.national();
            this.coded = national.datasets().values().stream()
                    .filter(dataset -> dataset.field(TRADE_CODE).isPresent())
                    .map(dataset -> dataset.number())
                    .toList();
        }

        long most() {
            return most;
        }

        List<String> coded() {
            return coded;
        }

        /** Since when records are owed upward. */
        @Nullable
        Instant owedSince() {
            return duties.upward().orElse(null);
        }

        Duration clockOff() {
            return line.clockOff();
        }

        /** Whether what is held here should stand in this ledger. */
        boolean owes(Asked asked) {
            return !asked.received() && asked.book().equals(owed);
        }
    }

    /**
     * How the lanes stand.
     *
     * @param away why a lane waits for the upper node, in words
     * @param queued of {@code most} that may wait; a warning at 80 %
     * @param freeBytes on the disk of the data folder
     * @param upper name of the upper node; empty without one
     * @param owedSince 报送义务起算: first admission of an upper node; null while there was none, and nothing is owed
     * @param clockOff seconds by which the upper node's clock was ahead of ours when it answered; less than 0: behind
     */
    public record State(
            List<QualityStore.LaneState> lanes,
            Map<Lane, String> away,
            long queued,
            long most,
            long freeBytes,
            String upper,
            @Nullable Instant owedSince,
            List<BoardStore.Outage> outages,
            Rates.Rate reachedToday,
            long clockOff) {}

    /**
     * A board.
     *
     * @param reached 可用率 of the line to the upper node: minutes answered, of those asked; goal 98
     * @param lines by source, system and dataset: the counts behind the rates
     * @param days the same by day
     */
    public record Board(
            Rates rates,
            Rates.Rate reached,
            List<BoardStore.Line> lines,
            List<BoardStore.Day> days,
            List<BoardStore.ReachDay> reach) {}

    public State state(Sight sight) {
        Instant now = clock.instant();
        List<QualityStore.LaneState> lanes = quality.lanes(now, sight);
        long[] reached = peers.reach(now.minus(Duration.ofDays(1)));
        Map<Lane, String> away = new EnumMap<>(Lane.class);
        away.putAll(clockwork.away());
        return new State(
                lanes,
                away,
                lanes.stream().mapToLong(QualityStore.LaneState::queued).sum(),
                settings.most(),
                free(),
                peers.upper().map(PeerStore.Peer::name).orElse(""),
                settings.owedSince(),
                boards.outages(now.minus(Duration.ofDays(30)), OUTAGES),
                new Rates.Rate(reached[0], reached[1]),
                settings.clockOff().toSeconds());
    }

    /** Since when records are owed upward; null while no upper node was ever admitted. */
    public @Nullable Instant owedSince() {
        return settings.owedSince();
    }

    /** Those below, with their regions. */
    List<BoardStore.Source> sources(Sight sight) {
        return boards.sources(sight);
    }

    private long free() {
        try {
            return Files.getFileStore(data.path()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param received from below, else sent up; {@code book} {@code real} or {@code test} */
    public Asked since(boolean received, String book, Duration back, Sight sight) {
        Instant now = clock.instant();
        return new Asked(received, book, now.minus(back), now.plusSeconds(60), now, BoardStore.EVER, sight);
    }

    public Board board(Asked asked, String source, String dataset) {
        List<BoardStore.Line> lines = lines(asked).stream()
                .filter(line -> source.equals("*") || line.source().equals(source))
                .filter(line -> dataset.isEmpty() || line.dataset().equals(dataset))
                .toList();
        List<BoardStore.ReachDay> reach = asked.received() ? List.of() : boards.reach(asked.from(), asked.until());
        return new Board(
                Rates.of(lines.stream().map(BoardStore.Line::tally).toList()),
                new Rates.Rate(
                        reach.stream().mapToLong(BoardStore.ReachDay::good).sum(),
                        reach.stream().mapToLong(BoardStore.ReachDay::asked).sum()),
                lines,
                days(asked, source, dataset),
                reach);
    }

    private List<BoardStore.Day> days(Asked asked, String source, String dataset) {
        Map<String, BoardStore.Day> days = new TreeMap<>();
        boards.days(asked, settings.coded(), source, dataset).forEach(day -> days.put(day.day(), day));
        if (settings.owes(asked) && (source.equals("*") || source.isEmpty())) {
            boards.heldDays(asked, dataset).forEach(held -> days.merge(held.day(), held, BoardStore.Day::with));
        }
        return List.copyOf(days.values());
    }

    /** Lines of a board, with what is held here and should have gone up. */
    List<BoardStore.Line> lines(Asked asked) {
        Map<String, BoardStore.Line> lines = new TreeMap<>();
        boards.lines(asked, settings.coded()).forEach(line -> lines.put(name(line), line));
        if (settings.owes(asked)) {
            boards.held(asked).forEach(held -> lines.merge(name(held), held, BoardStore.Line::with));
        }
        return List.copyOf(lines.values());
    }

    private static String name(BoardStore.Line line) {
        return line.source() + ' ' + line.system() + ' ' + line.dataset();
    }
}
