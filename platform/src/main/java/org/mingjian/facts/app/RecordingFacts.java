package org.mingjian.facts.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FactsError;
import org.mingjian.facts.InclusionProof;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Recorded;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.facts.store.FactStore;
import org.mingjian.facts.store.LogStore;
import org.mingjian.kernel.GroupWork;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Records facts in the caller's transaction and gives them back with their evidence. */
@Service
class RecordingFacts implements Facts {

    private static final int GROUP = 512;

    private final FactStore store;
    private final LogStore log;
    private final Contents contents;
    private final Sequencer sequencer;
    private final GroupWork<Contents.Prepared, Recorded> appender;
    private final LogTiles tiles;
    private final KeepingHeads heads;
    private final InstantSource clock;

    RecordingFacts(
            FactStore store,
            LogStore log,
            Contents contents,
            Sequencer sequencer,
            KeepingHeads heads,
            InstantSource clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.log = log;
        this.contents = contents;
        this.sequencer = sequencer;
        this.tiles = heads.tiles();
        this.heads = heads;
        this.clock = clock;
        this.appender = new GroupWork<>(
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("group-commit").daemon().factory()),
                GROUP,
                batch -> Objects.requireNonNull(transaction.execute(status -> write(batch))));
    }

    @Override
    public Recorded record(NewFact fact) {
        return recordAll(List.of(fact)).getFirst();
    }

    @Override
    public List<Recorded> recordAll(List<NewFact> facts) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a fact is recorded in the transaction of the state that it changes");
        }
        return facts.isEmpty()
                ? List.of()
                : write(facts.stream().map(contents::prepare).toList());
    }

    private List<Recorded> write(List<Contents.Prepared> facts) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Long> next = firstNumbers(facts);
        List<FactStore.Row> rows = new ArrayList<>(facts.size());
        for (Contents.Prepared fact : facts) {
            long seq = next.merge(fact.stream(), 1L, Long::sum) - 1;
            rows.add(contents.toRow(fact, seq, at));
        }
        List<Long> ids = store.insert(rows);
        ringAfterCommit();
        List<Recorded> recorded = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            FactStore.Row row = rows.get(i);
            recorded.add(new Recorded(
                    ids.get(i),
                    row.stream(),
                    row.seq(),
                    row.kind(),
                    at,
                    HexFormat.of().formatHex(row.digest())));
        }
        return recorded;
    }

    /** The number of the first new fact of each stream. */
    private Map<String, Long> firstNumbers(List<Contents.Prepared> facts) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        facts.forEach(fact -> counts.merge(fact.stream(), 1, Integer::sum));
        Map<String, Long> next = store.advance(counts);
        counts.forEach((stream, count) -> next.merge(stream, 1L - count, Long::sum));
        return next;
    }

    private void ringAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                sequencer.ring();
            }
        });
    }

    @Override
    public Recorded append(NewFact fact) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a fact appended here would not share the fate of its transaction");
        }
        return appender.of(contents.prepare(fact));
    }

    @Override
    public Recorded disclose(String stream, List<Long> ids, Actor actor, String basis) {
        store.disclose(ids, clock.instant(), basis);
        List<FactStore.Row> rows =
                ids.stream().map(id -> store.find(id).orElseThrow()).toList();
        Map<String, Object> body = Map.of(
                "basis", basis,
                "seqs", rows.stream().map(FactStore.Row::seq).toList(),
                "digests",
                        rows.stream()
                                .map(row -> HexFormat.of().formatHex(row.digest()))
                                .toList());
        return record(NewFact.open(stream, "facts.disclosed", actor, body));
    }

    @Override
    public List<Fact> ofStream(String stream) {
        return store.ofStream(stream).stream().map(contents::toFact).toList();
    }

    @Override
    public Optional<Fact> find(long id) {
        return store.find(id).map(contents::toFact);
    }

    @Override
    public List<Fact> after(long position, int limit) {
        return store.after(position, limit).stream().map(contents::toFact).toList();
    }

    @Override
    public long head() {
        return log.head().map(LogStore.Head::size).orElse(0L);
    }

    @Override
    public Evidence evidence(long id, String type, Duration patience) {
        if (!sequencer.awaitPlaced(id, patience)) {
            throw new PlatformException(FactsError.NOT_SEQUENCED, "fact " + id);
        }
        FactStore.Row row =
                store.find(id).orElseThrow(() -> new PlatformException(FactsError.FACT_NOT_FOUND, "fact " + id));
        LogStore.Head head = heads.covering(row.position());
        long index = row.position() - 1;
        byte[] entry = Contents.entry(row.at(), row.digest());
        MerkleTree tree = new MerkleTree(tiles, head.size());
        InclusionProof proof = new InclusionProof(
                "sm3",
                index,
                head.size(),
                base64(MerkleTree.leaf(entry)),
                base64(head.root()),
                tree.inclusion(index).stream().map(RecordingFacts::base64).toList());
        return new Evidence(
                type,
                1,
                contents.content(row),
                contents.tree(entry),
                row.position(),
                proof,
                heads.withCosignatures(head),
                base64(sequencer.publicKey()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
