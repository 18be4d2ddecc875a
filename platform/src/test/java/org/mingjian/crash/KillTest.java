package org.mingjian.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.BidderSide;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * kill -9 of the platform and of PostgreSQL, as real processes, while bidders upload and hand in, and again while they
 * decrypt, give shares and draw: what was acknowledged is there, positions have no gap, every checkpoint that anybody
 * saw is still the truth, and nobody is asked twice.
 */
class KillTest {

    private static final int BIDDERS_AT_ONCE = 3;
    private static final String TRADE = OpenTradePlatform.TRADE;

    /** What a bidder was told: the receipt of these bytes has this position. */
    private record Acknowledged(BidderSide bidder, byte[] sealed, long position, String leaf) {}

    private final Collection<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Map<Long, String> rootsSeen = new ConcurrentSkipListMap<>();
    private final Set<String> commanded = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean running = new AtomicBoolean(true);

    /** What the last decrypt command was answered. */
    private volatile String said = "";

    @TempDir
    Path folder;

    @Test
    void nothingAcknowledgedIsLostWhenPlatformAndDatabaseAreKilled() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        int bugsBefore = Party.heard().getOrDefault(500, 0);
        Random random = new Random(seed);
        Path data = Files.createDirectory(folder.resolve("data"));
        try (RunningPlatform platform = new RunningPlatform(data)) {
            List<Thread> bidders = new ArrayList<>();
            for (int n = 0; n < BIDDERS_AT_ONCE; n++) {
                bidders.add(Thread.ofVirtual().start(() -> keepBidding(platform)));
            }

            for (int round = 0; round < 4; round++) {
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
            stateAndFactsAgree(platform.database());

            KilledHall hall = new KilledHall(platform, data);
            passDeadline(platform, Instant.parse(Files.readString(data.resolve("deadline"))));
            hall.begin();
            Thread others = Thread.ofVirtual().start(() -> everybodyDecrypts(platform));
            afterMoreCommands(others, 4);
            hall.stepsAndKill(random, platform::killPlatform, 2);
            afterMoreCommands(others, 4);
            hall.stepsAndKill(random, platform::killDatabase, 1);
            others.join();
            hall.stepsAndKill(random, platform::killPlatform, 0);
            hall.finish();

            everyCommandIsCarriedOut(platform);
            theLogIsWhole(platform);
            assertThat(Party.heard().getOrDefault(500, 0))
                    .as("a killed database is answered with 503, never with 500: %s", Party.heard())
                    .isEqualTo(bugsBefore);
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
                            sealed,
                            answer.body().path("position").asLong(),
                            answer.body().at("/receipt/proof/leaf").asString()));
                }
            } catch (AssertionError notReached) {
                // Killed in the middle: no acknowledgement, so no promise.
                platform.awaitAnswer();
            }
        }
    }

    private void moreBidsArrive() {
        int before = acknowledged.size();
        Awaitility.await("bids after a kill")
                .atMost(Duration.ofSeconds(90))
                .until(() -> acknowledged.size() > before + 3);
    }

    private void passDeadline(RunningPlatform platform, Instant deadline) {
        Party anybody = Party.stranger(platform.port);
        Instant after = deadline.plusMillis(1);
        assertThat(anybody.post("/api/sandbox/clock", Map.of("at", after)).status())
                .isEqualTo(200);
        Party agency = Party.of(platform.port, "agency");
        Awaitility.await("the opening").atMost(Duration.ofSeconds(60)).until(() -> agency.get(
                        "/api/trades/" + TRADE + "/opening")
                .body()
                .path("stage")
                .asString()
                .equals("DECRYPTING"));
    }

    /** Each bidder repeats the command until somebody acknowledges it, as the page in the browser does. */
    private void everybodyDecrypts(RunningPlatform platform) {
        for (Acknowledged bid : acknowledged) {
            while (!decrypts(bid)) {
                platform.awaitAnswer();
            }
        }
    }

    private boolean decrypts(Acknowledged bid) {
        try {
            Answer answer = bid.bidder.decrypt(TRADE, bid.sealed);
            said = answer.status() + " " + answer.body();
            // A command whose answer died with the platform is answered so when it comes again.
            boolean opened = answer.code().equals("ALREADY_OPENED");
            if (answer.status() == 202 || opened) {
                commanded.add(bid.bidder.creditCode);
            } else if (answer.status() == 401) {
                bid.bidder.signIn();
            }
            return answer.status() == 202 || answer.status() == 409 || opened;
        } catch (AssertionError notReached) {
            said = notReached.toString();
            return false;
        }
    }

    private void afterMoreCommands(Thread hall, int more) {
        int before = commanded.size();
        Awaitility.await("decrypt commands")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(commanded.size() >= before + more || !hall.isAlive())
                        .as("the last answer: %s", said)
                        .isTrue());
    }

    private void everyCommandIsCarriedOut(RunningPlatform platform) throws IOException {
        JdbcClient database = platform.database();
        String opened = "SELECT count(*) FROM sealing.bid WHERE state = 'OPENED' AND credit_code IN (:codes)";

        assertThat(commanded).hasSizeGreaterThan(8);
        Awaitility.await("opened bids").atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        database.sql(opened)
                                .param("codes", commanded)
                                .query(Long.class)
                                .single())
                .isEqualTo(commanded.size()));
        assertThat(count(database, "SELECT count(*) FROM facts.fact WHERE kind = 'bid.opened'"))
                .isEqualTo(count(database, "SELECT count(*) FROM sealing.bid WHERE state = 'OPENED'"));
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
            assertThat(receipt.body().at("/content/body/sm3").asString()).isEqualTo(Sm3.hex(Sm3.digest(bid.sealed)));
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
