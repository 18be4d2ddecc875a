package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.ComparingStore;
import org.mingjian.exchange.store.ComparingStore.Unfinished;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.kernel.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 核对: once a day the counts and digests of both ledgers, and where they differ every key (运行管理办法 §8). One that breaks
 * off goes on from its last finished page some minutes later, also after a restart; one that is older than some hours
 * begins anew, because the ledgers have moved.
 */
@Service
public class ComparingLedgers {

    private static final Logger LOG = LoggerFactory.getLogger(ComparingLedgers.class);

    private static final int TRIES = 3;

    private final UpperLine line;
    private final ComparingStore ours;
    private final QualityStore quality;
    private final InstantSource clock;
    private final TransactionTemplate transaction;
    private final Settings settings;
    private final ReentrantLock alone = new ReentrantLock();

    /**
     * How it is done.
     *
     * @param page keys in memory and in one answer
     * @param pause before a page is asked for again
     * @param within older than this a comparison begins anew
     */
    @org.springframework.stereotype.Component
    record Settings(
            @Value("${mingjian.exchange.page:5000}") int page,
            @Value("${mingjian.exchange.pause:1s}") Duration pause,
            @Value("${mingjian.exchange.compare-within:6h}") Duration within) {}

    ComparingLedgers(
            UpperLine line,
            ComparingStore ours,
            QualityStore quality,
            InstantSource clock,
            TransactionTemplate transaction,
            Settings settings) {
        this.line = line;
        this.ours = ours;
        this.quality = quality;
        this.clock = clock;
        this.transaction = transaction;
        this.settings = settings;
    }

    /** @param groups datasets and days that were compared */
    public record Compared(Lane lane, int groups, long records, int differences) {}

    /** A comparison that broke off: it goes on behind {@code groups}. */
    public record Waiting(Lane lane, Instant begun, int groups, int differences) {}

    @Scheduled(cron = "${mingjian.exchange.compare:0 10 4 * * *}", zone = "Asia/Shanghai")
    void daily() {
        if (line.upper().isPresent()) {
            tryNow();
        }
    }

    /** What broke off does not wait for the next day. */
    @Scheduled(cron = "${mingjian.exchange.compare-again:30 5/10 * * * *}", zone = "Asia/Shanghai")
    void goOn() {
        if (!waiting().isEmpty() && line.upper().isPresent()) {
            tryNow();
        }
    }

    private void tryNow() {
        try {
            compare().forEach(found -> LOG.info("compared with the upper node: {}", found));
        } catch (PlatformException away) {
            LOG.warn("not compared with the upper node now: {}", away.getMessage());
        }
    }

    public List<Waiting> waiting() {
        return Stream.of(Lane.LIVE, Lane.TEST)
                .flatMap(lane -> ours.unfinished(lane.book()).stream()
                        .map(one -> new Waiting(lane, one.begun(), one.groups(), one.differences())))
                .toList();
    }

    /** The real ledger and that of tests; what broke off goes on. */
    public List<Compared> compare() {
        PeerStore.Peer upper =
                line.upper().orElseThrow(() -> new PlatformException(ExchangeError.UPPER_MISSING, "没有登记上级平台"));
        if (!alone.tryLock()) {
            throw new PlatformException(ExchangeError.COMPARING, "等它完成后再看结果");
        }
        try {
            return List.of(compare(upper, Lane.LIVE), compare(upper, Lane.TEST));
        } catch (UpperLine.Away away) {
            throw new PlatformException(
                    ExchangeError.UPPER_AWAY, away.getMessage() + "；已比完的部分留着，十分钟内自动从那里继续，也可以再点一次", away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ExchangeError.UPPER_AWAY, "核对被中断", e);
        } finally {
            alone.unlock();
        }
    }

    private Compared compare(PeerStore.Peer upper, Lane lane) throws UpperLine.Away, InterruptedException {
        Instant now = clock.instant();
        Unfinished state = ours.unfinished(lane.book())
                .filter(known -> known.upper().equals(upper.code())
                        && known.begun().plus(settings.within()).isAfter(now))
                .orElse(null);
        if (state == null) {
            state = ours.begin(lane.book(), upper.code(), now);
        }
        Unfinished done = new Comparison(lane, state, ours, settings.page(), asking(upper)).walk();
        return finish(lane, done);
    }

    private Compared finish(Lane lane, Unfinished done) {
        Compared compared = transaction.execute(status -> {
            int differences = done.differences() - ours.dropMoved(done.book());
            Instant now = clock.instant();
            ours.finish(done, lane, now);
            quality.compared(new QualityStore.Comparison(lane, now, done.groups(), done.records(), differences));
            return new Compared(lane, done.groups(), done.records(), differences);
        });
        return java.util.Objects.requireNonNull(compared);
    }

    private Comparison.Upper asking(PeerStore.Peer upper) {
        return new Comparison.Upper() {
            @Override
            public <T> T ask(String type, Object content, boolean begun, Class<T> answer)
                    throws UpperLine.Away, InterruptedException {
                return patiently(upper, new Wanted<>(type, content, answer), begun ? TRIES : 0);
            }
        };
    }

    private record Wanted<T>(String type, Object content, Class<T> answer) {}

    /** Once the upper node has begun to answer, a page that does not come is asked for again. */
    private <T> T patiently(PeerStore.Peer upper, Wanted<T> wanted, int tries)
            throws UpperLine.Away, InterruptedException {
        for (int left = tries; ; left--) {
            try {
                return line.ask(upper, wanted.type(), wanted.content(), wanted.answer());
            } catch (UpperLine.Away away) {
                if (left == 0) {
                    throw away;
                }
                Thread.sleep(settings.pause().toMillis());
            }
        }
    }
}
