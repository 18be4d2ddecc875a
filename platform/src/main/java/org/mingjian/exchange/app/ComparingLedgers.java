package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.ComparingStore;
import org.mingjian.exchange.store.ComparingStore.Place;
import org.mingjian.exchange.store.OutboundStore.Standing;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.exchange.store.QualityStore.Difference;
import org.mingjian.kernel.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** 核对: once a day the counts and digests of both ledgers, and where they differ every key (运行管理办法 §8). */
@Service
public class ComparingLedgers {

    private static final Logger LOG = LoggerFactory.getLogger(ComparingLedgers.class);

    /** More than anybody looks at; all are counted. */
    private static final int MOST_LISTED = 20_000;

    private static final int TRIES = 3;

    private final UpperLine line;
    private final ComparingStore ours;
    private final QualityStore quality;
    private final InstantSource clock;
    private final TransactionTemplate transaction;
    private final int page;
    private final Duration pause;
    private final ReentrantLock alone = new ReentrantLock();

    ComparingLedgers(
            UpperLine line,
            ComparingStore ours,
            QualityStore quality,
            InstantSource clock,
            TransactionTemplate transaction,
            @Value("${mingjian.exchange.page:5000}") int page,
            @Value("${mingjian.exchange.pause:1s}") Duration pause) {
        this.line = line;
        this.ours = ours;
        this.page = page;
        this.pause = pause;
        this.quality = quality;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** @param groups datasets and days that were compared */
    public record Compared(Lane lane, int groups, long records, int differences) {}

    @Scheduled(cron = "${mingjian.exchange.compare:0 10 4 * * *}", zone = "Asia/Shanghai")
    void daily() {
        if (line.upper().isEmpty()) {
            return;
        }
        try {
            compare().forEach(found -> LOG.info("compared with the upper node: {}", found));
        } catch (PlatformException away) {
            LOG.warn("not compared with the upper node today: {}", away.getMessage());
        }
    }

    /** The real ledger and that of tests. */
    public List<Compared> compare() {
        PeerStore.Peer upper =
                line.upper().orElseThrow(() -> new PlatformException(ExchangeError.UPPER_MISSING, "没有登记上级平台"));
        if (!alone.tryLock()) {
            throw new PlatformException(ExchangeError.COMPARING, "等它完成后再看结果");
        }
        try {
            return List.of(compare(upper, Lane.LIVE), compare(upper, Lane.TEST));
        } catch (UpperLine.Away away) {
            throw new PlatformException(ExchangeError.UPPER_AWAY, String.valueOf(away.getMessage()), away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ExchangeError.UPPER_AWAY, "核对被中断", e);
        } finally {
            alone.unlock();
        }
    }

    /** A page of ours and a page of theirs are in memory, and the differences that will be listed. */
    private Compared compare(PeerStore.Peer upper, Lane lane) throws UpperLine.Away, InterruptedException {
        String book = lane.book();
        ours.lay(book);
        try {
            Findings found = new Findings(lane, clock.instant());
            Reconciling.Bounds bounds = new Reconciling.Bounds(page, page, Integer.MAX_VALUE);
            Pages<Wire.Count> here = new Pages<>(
                    after -> {
                        Reconciling.Part part =
                                Reconciling.counts(after, place -> ours.after(book, place, page), bounds);
                        return new Pages.Page<>(part.counts(), part.next());
                    },
                    Wire.Count::name);
            Pages.walk(here, counts(upper, lane), (our, their) -> {
                found.group(our);
                if (!Objects.equals(our, their)) {
                    Wire.Count group = our == null ? Objects.requireNonNull(their) : our;
                    Pages.walk(
                            keysHere(book, group),
                            keys(upper, lane, group),
                            (one, other) -> found.key(group, one, other));
                }
            });
            transaction.executeWithoutResult(status -> {
                quality.differences(lane, found.listed);
                quality.compared(new QualityStore.Comparison(
                        lane, clock.instant(), found.groups, found.records, found.differences));
            });
            return new Compared(lane, found.groups, found.records, found.differences);
        } finally {
            ours.clear(book);
        }
    }

    private Pages<Wire.Count> counts(PeerStore.Peer upper, Lane lane) {
        return new Pages<>(
                after -> {
                    Wire.Counts answer = ask(
                            upper, new Question("count", new Wire.CountAsked(lane, after), after), Wire.Counts.class);
                    return new Pages.Page<>(answer.counts(), answer.next());
                },
                Wire.Count::name);
    }

    private Pages<Wire.Standing> keys(PeerStore.Peer upper, Lane lane, Wire.Count group) {
        return new Pages<>(
                after -> {
                    Wire.KeysAsked asked = new Wire.KeysAsked(lane, group.dataset(), group.day(), after);
                    Wire.Keys answer = ask(upper, new Question("keys", asked, after), Wire.Keys.class);
                    return new Pages.Page<>(answer.keys(), answer.next());
                },
                Wire.Standing::key);
    }

    private Pages<Wire.Standing> keysHere(String book, Wire.Count group) {
        return new Pages<>(
                after -> {
                    List<Standing> found = ours.ofDay(book, new Place(group.dataset(), group.day(), after), page);
                    String next = found.size() < page ? "" : found.getLast().key();
                    return new Pages.Page<>(
                            found.stream()
                                    .map(one -> new Wire.Standing(one.key(), one.content()))
                                    .toList(),
                            next);
                },
                Wire.Standing::key);
    }

    /** @param after empty for the first page */
    private record Question(String type, Object content, String after) {}

    /** Once the upper node has begun to answer, a page that does not come is asked for again, not the whole. */
    private <T> T ask(PeerStore.Peer upper, Question question, Class<T> answer)
            throws UpperLine.Away, InterruptedException {
        boolean begun = !question.after().isEmpty() || question.type().equals("keys");
        for (int left = begun ? TRIES : 0; ; left--) {
            try {
                return line.ask(upper, question.type(), question.content(), answer);
            } catch (UpperLine.Away away) {
                if (left == 0) {
                    throw away;
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }

    /** What has been found while both ledgers pass by. */
    private static final class Findings {

        private final Lane lane;
        private final Instant now;
        private final List<Difference> listed = new ArrayList<>();
        private int groups;
        private long records;
        private int differences;

        Findings(Lane lane, Instant now) {
            this.lane = lane;
            this.now = now;
        }

        void group(Wire.@Nullable Count ours) {
            groups += ours == null ? 0 : 1;
            records += ours == null ? 0 : ours.records();
        }

        void key(Wire.Count group, Wire.@Nullable Standing one, Wire.@Nullable Standing other) {
            if (one != null && other != null && one.digest().equals(other.digest())) {
                return;
            }
            differences++;
            if (listed.size() < MOST_LISTED) {
                String what = one == null ? "EXTRA" : other == null ? "MISSING" : "DIFFERENT";
                String key = (one == null ? Objects.requireNonNull(other) : one).key();
                listed.add(new Difference(lane, group.dataset(), key, what, now));
            }
        }
    }
}
