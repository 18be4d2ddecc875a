package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.FileStore;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.exchange.store.Sight;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.DataRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 更正重报 (运行管理办法 §11): what was refused goes again, as it is or with fields corrected; or it is settled without.
 * Each is a fact with its reason. A record of a lower node is corrected there.
 */
@Service
public class Correcting {

    private static final Logger LOG = LoggerFactory.getLogger(Correcting.class);

    /** How long a part of an attachment waits for the next. */
    private static final Duration UNFINISHED = Duration.ofDays(7);

    private final QualityStore quality;
    private final Queueing queueing;
    private final Facts facts;
    private final InstantSource clock;
    private final FileStore files;
    private final PackageFolder packages;
    private final Duration keep;

    Correcting(
            QualityStore quality,
            Queueing queueing,
            Facts facts,
            InstantSource clock,
            FileStore files,
            PackageFolder packages,
            @Value("${mingjian.exchange.keep:180d}") Duration keep) {
        this.quality = quality;
        this.queueing = queueing;
        this.facts = facts;
        this.clock = clock;
        this.files = files;
        this.packages = packages;
        this.keep = keep;
    }

    /** Which record, as far as the officer sees. */
    public record Refused(Lane lane, long number, Sight sight) {}

    /**
     * As the fact tells it: names of the fields, never their values. For the parties: the key of a record that is not
     * public, and an officer's own words, are no public page.
     */
    record Told(String lane, long number, String dataset, String key, List<String> fields, String reason) {}

    /** @param fields corrected values by name; an empty value takes the field out */
    @Transactional
    public void again(Refused which, Map<String, String> fields, String reason, Actor actor) {
        QualityStore.Whole refused = refused(which);
        Lane lane = which.lane();
        if (!fields.isEmpty() && !refused.origin().isEmpty()) {
            throw new PlatformException(ExchangeError.NOT_REFUSED, "这条记录来自" + refused.origin() + "，要在那里更正");
        }
        DataRecord record = refused.queued().record();
        Map<String, String> corrected = new LinkedHashMap<>(record.fields());
        fields.forEach((name, value) -> {
            if (value == null || value.isEmpty()) {
                corrected.remove(name);
            } else {
                corrected.put(name, value);
            }
        });
        DataRecord mended = new DataRecord(
                record.dataset(),
                record.table(),
                record.key(),
                record.op(),
                record.channel(),
                record.sender(),
                corrected,
                record.withheld());
        OutboundStore.New queued = refused.queued();
        boolean taken = queueing.offer(
                lane,
                new OutboundStore.New(
                        mended,
                        queued.files(),
                        queued.origin(),
                        queued.originNumber(),
                        queued.trade(),
                        queued.fact(),
                        queued.due()),
                true);
        if (!taken) {
            throw new PlatformException(ExchangeError.NOT_REFUSED, "内容没有变化，或这个主键已有更新的记录在报送");
        }
        quality.settle(lane, which.number());
        Told told = new Told(
                lane.name(), which.number(), record.dataset(), record.key(), List.copyOf(fields.keySet()), reason);
        facts.record(
                NewFact.secret("exchange:" + record.key(), "exchange.recordCorrected", actor, told, Secrecy.PARTIES));
    }

    /** Records that waited for one that they hang on, as they are and in this order; how many went. */
    @Transactional
    public int againAsTheyAre(List<Refused> waiting, String reason, Actor actor) {
        int sent = 0;
        for (Refused one : waiting) {
            try {
                again(one, Map.of(), reason, actor);
                sent++;
            } catch (PlatformException moved) {
                // Somebody has handled it meanwhile, or a newer record of its key is under way.
                LOG.debug("not sent again: {}", moved.getMessage());
            }
        }
        return sent;
    }

    /** Nothing more is sent of it. */
    @Transactional
    public void settle(Refused which, String reason, Actor actor) {
        QualityStore.Whole refused = refused(which);
        Lane lane = which.lane();
        long number = which.number();
        quality.settle(lane, number);
        DataRecord record = refused.queued().record();
        Told told = new Told(lane.name(), number, record.dataset(), record.key(), List.of(), reason);
        facts.record(
                NewFact.secret("exchange:" + record.key(), "exchange.refusalSettled", actor, told, Secrecy.PARTIES));
    }

    private QualityStore.Whole refused(Refused which) {
        QualityStore.Whole known = quality.find(which.lane(), which.number(), which.sight())
                .orElseThrow(() ->
                        new PlatformException(ExchangeError.RECORD_NOT_FOUND, which.lane() + " " + which.number()));
        if (!known.isRefused() || known.settled()) {
            throw new PlatformException(ExchangeError.NOT_REFUSED, "没有被退回，或已经处理");
        }
        return known;
    }

    @Scheduled(cron = "${mingjian.exchange.clean:0 40 4 * * *}", zone = "Asia/Shanghai")
    void clean() {
        quality.clean(clock.instant().minus(keep));
        files.forgetParts(clock.instant().minus(UNFINISHED));
        packages.forget(clock.instant().minus(keep));
    }
}
