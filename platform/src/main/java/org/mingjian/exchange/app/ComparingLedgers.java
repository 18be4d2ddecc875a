package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.OutboundStore.Standing;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.exchange.store.QualityStore.Difference;
import org.mingjian.kernel.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** 核对: once a day the counts and digests of both ledgers, and where they differ every key (运行管理办法 §8). */
@Service
public class ComparingLedgers {

    private static final Logger LOG = LoggerFactory.getLogger(ComparingLedgers.class);

    private final UpperLine line;
    private final OutboundStore outbound;
    private final QualityStore quality;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    ComparingLedgers(
            UpperLine line,
            OutboundStore outbound,
            QualityStore quality,
            InstantSource clock,
            TransactionTemplate transaction) {
        this.line = line;
        this.outbound = outbound;
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
        try {
            return List.of(compare(upper, Lane.LIVE), compare(upper, Lane.TEST));
        } catch (UpperLine.Away away) {
            throw new PlatformException(ExchangeError.UPPER_AWAY, String.valueOf(away.getMessage()), away);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ExchangeError.UPPER_AWAY, "核对被中断", e);
        }
    }

    private Compared compare(PeerStore.Peer upper, Lane lane) throws UpperLine.Away, InterruptedException {
        List<Standing> ours = outbound.standing(lane.book());
        List<Wire.Count> here = Reconciling.counts(ours);
        List<Wire.Count> there = line.ask(upper, "count", new Wire.CountAsked(lane), Wire.Counts.class)
                .counts();
        Set<String> differing = new HashSet<>();
        Set<Wire.Count> same = new HashSet<>(here);
        same.retainAll(new HashSet<>(there));
        List<Wire.Count> both = new ArrayList<>(here);
        both.addAll(there);
        List<Difference> found = new ArrayList<>();
        for (Wire.Count count : both) {
            if (!same.contains(count) && differing.add(count.dataset() + ' ' + count.day())) {
                Wire.KeysAsked asked = new Wire.KeysAsked(lane, count.dataset(), count.day());
                found.addAll(differences(lane, count, ours, line.ask(upper, "keys", asked, Wire.Keys.class)));
            }
        }
        long records = here.stream().mapToLong(Wire.Count::records).sum();
        transaction.executeWithoutResult(status -> {
            quality.differences(lane, found);
            quality.compared(new QualityStore.Comparison(lane, clock.instant(), here.size(), records, found.size()));
        });
        return new Compared(lane, here.size(), records, found.size());
    }

    private List<Difference> differences(Lane lane, Wire.Count group, List<Standing> ours, Wire.Keys theirs) {
        Instant now = clock.instant();
        Map<String, String> above = new HashMap<>();
        theirs.keys().forEach(one -> above.put(one.key(), one.digest()));
        List<Difference> found = new ArrayList<>();
        for (Standing one : ours) {
            if (one.dataset().equals(group.dataset()) && one.day().equals(group.day())) {
                String digest = above.remove(one.key());
                if (digest == null || !digest.equals(one.content())) {
                    String what = digest == null ? "MISSING" : "DIFFERENT";
                    found.add(new Difference(lane, group.dataset(), one.key(), what, now));
                }
            }
        }
        above.keySet().forEach(key -> found.add(new Difference(lane, group.dataset(), key, "EXTRA", now)));
        return found;
    }
}
