package org.mingjian.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.BidderSide;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * kill -9 of the platform and of PostgreSQL, as real processes, while bidders upload and hand in: what was acknowledged
 * is there, positions have no gap, every checkpoint that anybody saw is still the truth.
 */
class KillTest {

    private static final int BIDDERS_AT_ONCE = 3;
    private static final String TRADE = OpenTradePlatform.TRADE;

    /** What a bidder was told: the receipt of these bytes has this position. */
    private record Acknowledged(BidderSide bidder, String digest, long position, String leaf) {}

    private final Collection<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> rootsSeen = new ConcurrentSkipListMap<>();
    private final AtomicBoolean running = new AtomicBoolean(true);

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostWhenPlatformAndDatabaseAreKilled() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path data = Files.createDirectory(folder.resolve("data"));
        try (RunningPlatform platform = new RunningPlatform(data)) {
            List<Thread> bidders = new ArrayList<>();
            for (int n = 0; n < BIDDERS_AT_ONCE; n++) {
                bidders.add(Thread.ofVirtual().start(() -> keepBidding(platform)));
            }

            for (int round = 0; round < 6; round++) {
                moreBidsArrive();
                remember(platform.checkpoint());
                // The moment is random; a wait for a condition would always hit the same one.
                Thread.sleep(random.nextInt(1_000));
                switch (round % 3) {
                    case 0 -> platform.killPlatform();
                    case 1 -> platform.killDatabase();
                    default -> platform.killSession();
                }
            }
            moreBidsArrive();
            running.set(false);
            for (Thread bidder : bidders) {
                bidder.join();
            }

            assertThat(acknowledged).as("seed %d", seed).hasSizeGreaterThan(20);
            everyReceiptIsThere();
            theLogIsWhole(platform);
            stateAndFactsAgree(platform.database());
        }
    }

    private void keepBidding(RunningPlatform platform) {
        while (running.get()) {
            try {
                BidderSide bidder = BidderSide.register(platform.port);
                byte[] sealed = bidder.seal(TRADE, "18334233.00", 40_000);
                Answer answer = bidder.submit(TRADE, sealed);
                if (answer.status() == 201) {
                    acknowledged.add(new Acknowledged(
                            bidder,
                            Sm3.hex(Sm3.digest(sealed)),
                            answer.body().path("position").asLong(),
                            answer.body().at("/receipt/proof/leaf").asString()));
                }
            } catch (AssertionError notReached) {
                // Killed in the middle: no acknowledgement, so no promise.
                Thread.onSpinWait();
            }
        }
    }

    private void moreBidsArrive() {
        int before = acknowledged.size();
        Awaitility.await("bids after a kill")
                .atMost(Duration.ofSeconds(90))
                .until(() -> acknowledged.size() > before + 3);
    }

    private void remember(String checkpoint) {
        String[] lines = checkpoint.split("\n");
        rootsSeen.put(Long.parseLong(lines[1]), lines[2]);
    }

    private void everyReceiptIsThere() {
        for (Acknowledged bid : acknowledged) {
            Answer receipt = bid.bidder.party.get("/api/trades/" + TRADE + "/bids/mine/receipts/1");

            assertThat(receipt.status()).isEqualTo(200);
            assertThat(receipt.body().path("position").asLong()).isEqualTo(bid.position);
            assertThat(receipt.body().at("/content/body/sm3").asString()).isEqualTo(bid.digest);
        }
    }

    private void theLogIsWhole(RunningPlatform platform) throws IOException {
        JdbcClient database = platform.database();
        Awaitility.await("all facts have a position")
                .atMost(Duration.ofSeconds(20))
                .until(() -> count(database, "SELECT count(*) FROM facts.pending") == 0);
        remember(platform.checkpoint());

        List<byte[]> leaves = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        database.sql("SELECT position, leaf FROM facts.position ORDER BY position")
                .query(row -> {
                    positions.add(row.getLong(1));
                    leaves.add(row.getBytes(2));
                });
        for (int n = 0; n < positions.size(); n++) {
            assertThat(positions.get(n)).isEqualTo(n + 1L);
        }
        for (Acknowledged bid : acknowledged) {
            assertThat(Base64.getEncoder().encodeToString(leaves.get((int) bid.position - 1)))
                    .isEqualTo(bid.leaf);
        }
        database.sql("SELECT size, root FROM facts.checkpoint").query(row -> {
            rootsSeen.merge(row.getLong(1), Base64.getEncoder().encodeToString(row.getBytes(2)), (seen, kept) -> {
                assertThat(kept).isEqualTo(seen);
                return seen;
            });
        });
        rootsSeen.forEach(
                (size, root) -> assertThat(Base64.getEncoder().encodeToString(root(leaves.subList(0, size.intValue()))))
                        .as("root at %d", size)
                        .isEqualTo(root));
        assertThat(count(database, "SELECT count(*) FROM facts.fact")).isEqualTo(positions.size());
    }

    /** RFC 9162 §2.1.1 as it stands. */
    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int half = Integer.highestOneBit(leaves.size() - 1);
        return MerkleTree.node(root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    private static void stateAndFactsAgree(JdbcClient database) {
        long facts = count(database, "SELECT count(*) FROM facts.fact WHERE kind = 'bid.received'");

        assertThat(count(database, "SELECT count(*) FROM sealing.bid_version")).isEqualTo(facts);
        assertThat(count(
                        database,
                        "SELECT count(*) FROM sealing.bid_version v WHERE NOT EXISTS"
                                + " (SELECT 1 FROM facts.fact f WHERE f.id = v.fact)"))
                .isZero();
    }

    private static long count(JdbcClient database, String question) {
        return database.sql(question).query(Long.class).single();
    }
}
