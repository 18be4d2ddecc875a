package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.ComparingStore;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.StandingStore;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts records of a test into a platform's line, as its readers do. */
public final class SampleSending {

    private SampleSending() {}

    public static void offer(ApplicationContext platform, Lane lane, List<DataRecord> records) {
        new TransactionTemplate(platform.getBean(org.springframework.transaction.PlatformTransactionManager.class))
                .executeWithoutResult(status -> records.forEach(
                        record -> platform.getBean(Queueing.class).offer(lane, sample(platform, record), false)));
    }

    /** How far the upper node's clock is ahead, as far as this platform knows. */
    public static Duration clockOff(ApplicationContext platform) {
        return platform.getBean(UpperLine.class).clockOff();
    }

    /** With an attachment that lies here. */
    public static void offer(ApplicationContext platform, Lane lane, DataRecord record, Wire.File file) {
        Instant now = platform.getBean(InstantSource.class).instant();
        new TransactionTemplate(platform.getBean(org.springframework.transaction.PlatformTransactionManager.class))
                .executeWithoutResult(status -> platform.getBean(Queueing.class)
                        .offer(lane, new OutboundStore.New(record, List.of(file), "", 0, "", 0, now), false));
    }

    /** As it stands, whatever its channel. */
    public static void raw(ApplicationContext platform, Lane lane, DataRecord record) {
        new TransactionTemplate(platform.getBean(org.springframework.transaction.PlatformTransactionManager.class))
                .executeWithoutResult(status -> platform.getBean(OutboundStore.class)
                        .add(
                                lane,
                                sample(platform, record),
                                platform.getBean(InstantSource.class).instant()));
    }

    /** A record that came from a node below, or is our own, and was refused above; answers its number. */
    public static long refused(ApplicationContext platform, Lane lane, DataRecord record, String origin, Problem why) {
        Instant now = platform.getBean(InstantSource.class).instant();
        OutboundStore store = platform.getBean(OutboundStore.class);
        return Objects.requireNonNull(new TransactionTemplate(
                        platform.getBean(org.springframework.transaction.PlatformTransactionManager.class))
                .execute(status -> {
                    long number = store.add(lane, new OutboundStore.New(record, List.of(), origin, 1, "", 0, now), now);
                    store.received(lane, List.of(new Wire.Receipt(number, Wire.digest(record))), now);
                    store.decided(
                            lane,
                            List.of(new Wire.Found(
                                    1,
                                    number,
                                    record.dataset(),
                                    record.key(),
                                    "CHECKED",
                                    false,
                                    "E9900000001",
                                    now,
                                    List.of(why),
                                    List.of())));
                    return number;
                }));
    }

    private static OutboundStore.New sample(ApplicationContext platform, DataRecord record) {
        return new OutboundStore.New(
                record,
                List.of(),
                "",
                0,
                "",
                0,
                platform.getBean(InstantSource.class).instant());
    }

    private static final Reconciling.Bounds ALL = new Reconciling.Bounds(5000, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** What this platform believes to stand above. */
    public static List<Wire.Count> sent(ApplicationContext platform, String book) {
        ComparingStore ours = platform.getBean(ComparingStore.class);
        ours.lay(book);
        return Reconciling.counts("", place -> ours.after(book, place, 5000), ALL)
                .counts();
    }

    /** What stands here of a lower node. */
    public static List<Wire.Count> standing(ApplicationContext platform, String peer, String book) {
        StandingStore standing = platform.getBean(StandingStore.class);
        return Reconciling.counts("", place -> standing.after(peer, book, place, 5000), ALL)
                .counts();
    }
}
