package org.mingjian.sealing.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.Documents;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Recorded;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.sealing.domain.EnvelopeCheck;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenedBids;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.sealing.store.DrillStore;
import org.mingjian.sealing.store.DrillStore.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 开启演练: every month a made bid goes the way of a bid whose key is lost: sealed for four openers, kept in the store,
 * read back, opened by the platform's real share and two made ones; two shares alone must not open it. The result is
 * a fact.
 */
@Service
public class DrillingOpeners {

    private static final Logger LOG = LoggerFactory.getLogger(DrillingOpeners.class);
    private static final String STREAM = "drills:openers";

    /** Content of the fact. */
    record Held(boolean passed, int threshold, int openers, List<Step> steps, String askedBy) {}

    private final Documents documents;
    private final PlatformOpenerKey platform;
    private final BidKeys keys;
    private final DrillStore store;
    private final Facts facts;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    DrillingOpeners(
            Documents documents,
            PlatformOpenerKey platform,
            BidKeys keys,
            DrillStore store,
            Facts facts,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.documents = documents;
        this.platform = platform;
        this.keys = keys;
        this.store = store;
        this.facts = facts;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(cron = "${mingjian.opening.drill:0 40 4 1 * *}", zone = "Asia/Shanghai")
    void monthly() {
        drill("定时", Actor.SYSTEM);
    }

    public List<DrillStore.Row> latest(int limit) {
        return store.latest(limit);
    }

    /** Holds a drill now; a step that fails does not stop the record of it. */
    public DrillStore.Row drill(String askedBy, Actor by) {
        Instant at = clock.instant();
        List<Step> steps = new ArrayList<>();
        try {
            open(MadeBid.make(platform.publicKey(), at), at, steps);
        } catch (IOException | EnvelopeRefused | CryptoFailure failed) {
            steps.add(new Step("演练中断", false, failed.getClass().getSimpleName() + "：" + failed.getMessage()));
        }
        boolean passed = steps.stream().allMatch(Step::passed);
        if (!passed) {
            LOG.error("the drill of the openers failed: {}", steps);
        }
        DrillStore.Row row = transaction.execute(status -> {
            var body = new Held(passed, MadeBid.THRESHOLD, 4, steps, askedBy);
            Recorded fact = facts.record(NewFact.open(STREAM, "openers.drilled", by, body));
            var held = new DrillStore.Row(fact.id(), at, passed, steps, askedBy);
            store.add(held);
            return held;
        });
        return Objects.requireNonNull(row);
    }

    private void open(MadeBid bid, Instant at, List<Step> steps) throws IOException, EnvelopeRefused, CryptoFailure {
        String sm3 = documents
                .keep(MadeBid.name(at), DocumentOwner.PLATFORM, new ByteArrayInputStream(bid.sealed()))
                .sm3();
        SealedHeader header;
        try (InputStream in = new BufferedInputStream(documents.open(sm3))) {
            var sound = EnvelopeCheck.check(in, EnvelopeCheck.Expectation.ofTrade(MadeBid.TRADE));
            steps.add(step("存入后读回，加密投标文件完好", sound instanceof EnvelopeCheck.Sound));
        }
        try (InputStream in = new BufferedInputStream(documents.open(sm3))) {
            header = EnvelopeCheck.header(in);
        }
        Map<Integer, byte[]> shares = new HashMap<>();
        OpenerShares.Taken own = platform.take(header);
        shares.put(own.index(), own.value());
        steps.add(step("平台的开启密钥取出本平台的份额", header.openers().orElseThrow().fits(own.index(), own.value())));
        OpenerShares.Taken first =
                OpenerShares.take(header, bid.openers().getFirst().orElseThrow());
        shares.put(first.index(), first.value());
        steps.add(step("两份份额不能开启", !opens(header, shares)));
        OpenerShares.Taken last =
                OpenerShares.take(header, bid.openers().getLast().orElseThrow());
        shares.put(last.index(), last.value());
        byte[] key = OpenerShares.contentKey(header, shares);
        UUID id = UUID.randomUUID();
        byte[] kept = keys.open(id, keys.seal(id, key));
        steps.add(step("合成的内容密钥经平台密钥保存、取回不变", Arrays.equals(key, kept)));
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(documents.open(sm3))) {
            OpenedBids.openAll(in, kept, MadeBid.TRADE, (name, size) -> opened);
        }
        steps.add(step("四份中三份开启全部内容，缺席一人不影响", Arrays.equals(opened.toByteArray(), bid.content())));
    }

    private static boolean opens(SealedHeader header, Map<Integer, byte[]> shares) {
        try {
            return OpenerShares.contentKey(header, shares).length > 0;
        } catch (EnvelopeRefused tooFew) {
            return false;
        }
    }

    private static Step step(String what, boolean passed) {
        return new Step(what, passed, Optional.of("结果不符").filter(no -> !passed).orElse(null));
    }
}
