package org.mingjian.cosign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.verifier.Checkpoint;
import org.mingjian.verifier.Unreadable;

class CosignTest {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @TempDir
    Path folder;

    private final SampleLog log = new SampleLog().grow(300, "fact");

    private Memory memory(Disk disk) throws IOException, Unreadable {
        Memory memory = new Memory(folder, "audit.example", disk);
        memory.follow(log.keyLine());
        return memory;
    }

    private static Ledger ledger(Memory memory) {
        return new Ledger(memory, InstantSource.fixed(NOW));
    }

    @Test
    void growthIsVouchedForWithTheTime() throws Exception {
        try (Memory memory = memory(new Disk())) {
            Ledger ledger = ledger(memory);
            int old = 0;
            for (int size : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 255, 256, 257, 300, 300}) {
                Ledger.Answer answer = ledger.add(log.call(old, size));

                assertThat(answer.status())
                        .as("from %s to %s: %s", old, size, answer.body())
                        .isEqualTo(200);
                Checkpoint both = Checkpoint.read(log.head(size) + answer.body());
                assertThat(memory.self().signed(both)).contains(NOW);
                old = size;
            }
            assertThat(memory.log(SampleLog.ORIGIN).orElseThrow().size()).isEqualTo(300);
        }
    }

    @Test
    void eachWrongCallHasItsOwnAnswer() throws Exception {
        try (Memory memory = memory(new Disk())) {
            Ledger ledger = ledger(memory);
            assertThat(ledger.add(log.call(0, 8)).status()).isEqualTo(200);

            assertThat(ledger.add("old 8\n").status()).isEqualTo(400);
            assertThat(ledger.add(log.call(8, 9).replace("old 8", "old 08")).status())
                    .isEqualTo(400);
            assertThat(ledger.add(log.call(8, 9).replace("old 8", "old 10")).status())
                    .isEqualTo(400);
            assertThat(ledger.add("old 8\nAAAA\n\n" + log.head(9)).status()).isEqualTo(400);
            assertThat(ledger.add(log.call(8, 9).replace("log.example", "other.example"))
                            .status())
                    .isEqualTo(404);
            assertThat(ledger.add("old 8\n\n" + new SampleLog().grow(9, "fact").head(9))
                            .status())
                    .isEqualTo(403);
            assertThat(ledger.add(log.call(4, 9))).isEqualTo(new Ledger.Answer(409, "8\n", Optional.empty()));
            assertThat(ledger.add(log.call(0, 4)).status()).isEqualTo(409);
            assertThat(memory.log(SampleLog.ORIGIN).orElseThrow().size()).isEqualTo(8);
            assertThat(Door.evidence(memory)).isEmpty();
        }
    }

    @Test
    void aForkIsRefusedAndBothHeadsAreKept() throws Exception {
        try (Memory memory = memory(new Disk())) {
            Ledger ledger = ledger(memory);
            ledger.add(log.call(0, 8));
            SampleLog other = log.fork(5).grow(20, "another fact");

            Ledger.Answer sameSize = ledger.add(other.call(8, 8));
            Ledger.Answer longer = ledger.add(other.call(8, 12));

            assertThat(sameSize.status()).isEqualTo(409);
            assertThat(sameSize.body()).isEqualTo("8\n");
            assertThat(longer.status()).isEqualTo(422);
            assertThat(memory.log(SampleLog.ORIGIN).orElseThrow().size()).isEqualTo(8);
            String kept = Files.readString(
                    memory.evidence().resolve(sameSize.evidence().orElseThrow()));
            assertThat(kept)
                    .contains(Conflict.quote(
                            memory.log(SampleLog.ORIGIN).orElseThrow().newest().orElseThrow()));
            assertThat(kept).contains(other.head(8).lines().toList().get(2)).contains("\"kind\":\"fork\"");
            assertThat(Files.readString(
                            memory.evidence().resolve(longer.evidence().orElseThrow())))
                    .contains("\"kind\":\"unproven\"", "\"path\":[\"");

            assertThat(ledger.add(log.call(8, 12)).status())
                    .as("the true log goes on")
                    .isEqualTo(200);
        }
    }

    /** Stops at a chosen step, before or after it, as kill -9 would. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class FailingDisk extends Disk {
        private int left;

        FailingDisk(int steps) {
            left = steps;
        }

        private void step() {
            if (left-- == 0) {
                throw new Killed();
            }
        }

        @Override
        void write(Path file, byte[] content) throws IOException {
            step();
            if (left == 0) {
                super.write(file, Arrays.copyOf(content, content.length / 2));
                throw new Killed();
            }
            super.write(file, content);
        }

        @Override
        void move(Path from, Path to) throws IOException {
            step();
            super.move(from, to);
        }

        @Override
        void settle(Path in) throws IOException {
            step();
            super.settle(in);
        }
    }

    @Test
    void killedAtAnyStepItNeverVouchesForTwoHistories() throws Exception {
        SampleLog other = log.fork(3).grow(300, "another fact");
        Random random = new Random(4);
        for (int round = 0; round < 60; round++) {
            Path own = Files.createDirectory(folder.resolve("round" + round));
            Map<Long, String> signed = new HashMap<>();
            boolean begun = false;
            for (int life = 0; life < 8; life++) {
                try (Memory memory =
                        new Memory(own, begun ? "" : "audit.example", new FailingDisk(random.nextInt(14)))) {
                    memory.follow(log.keyLine());
                    begun = true;
                    Ledger ledger = ledger(memory);
                    for (int i = 0; i < 5; i++) {
                        long known = memory.log(SampleLog.ORIGIN).orElseThrow().size();
                        assertThat(known)
                                .isGreaterThanOrEqualTo(signed.keySet().stream()
                                        .mapToLong(Long::longValue)
                                        .max()
                                        .orElse(0));
                        SampleLog asking = random.nextBoolean() ? log : other;
                        int size = (int) known + random.nextInt(4);
                        if (ledger.add(asking.call((int) known, size)).status() == 200) {
                            String root = asking.head(size).lines().toList().get(2);
                            assertThat(signed.putIfAbsent((long) size, root)).isIn(null, root);
                        }
                    }
                } catch (Killed here) {
                    begun = begun || Files.exists(own.resolve("key"));
                }
            }
            boolean ours = signed.entrySet().stream().allMatch(one -> isOf(log, one));
            boolean theirs = signed.entrySet().stream().allMatch(one -> isOf(other, one));
            assertThat(ours || theirs)
                    .as("round %s signed %s", round, signed.keySet())
                    .isTrue();
        }
    }

    private static boolean isOf(SampleLog one, Map.Entry<Long, String> head) {
        try {
            return one.head(head.getKey().intValue()).lines().toList().get(2).equals(head.getValue());
        } catch (Unreadable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void withoutItsMemoryAKeyDoesNotSignAgain() throws Exception {
        try (Memory memory = memory(new Disk())) {
            ledger(memory).add(log.call(0, 8));
            assertThatThrownBy(() -> new Memory(folder, "", new Disk())).hasMessageContaining("another co-signer");
        }
        Path file = folder.resolve("memory");
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at += 7) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            assertThatThrownBy(() -> new Memory(folder, "", new Disk())).hasMessageContaining("damaged");
        }
        Files.delete(file);
        assertThatThrownBy(() -> new Memory(folder, "", new Disk())).hasMessageContaining("lost");
        Files.write(file, good);
        try (Memory back = new Memory(folder, "", new Disk())) {
            assertThat(back.log(SampleLog.ORIGIN).orElseThrow().size()).isEqualTo(8);
        }
    }

    @Test
    void theDoorSpeaksTheProtocol() throws Exception {
        try (Memory memory = memory(new Disk());
                Door door = new Door(new InetSocketAddress("127.0.0.1", 0), memory, ledger(memory))) {
            HttpResponse<String> good = post(door, log.call(0, 8));
            HttpResponse<String> stale = post(door, log.call(0, 9));
            HttpResponse<String> forked = post(door, log.fork(3).grow(9, "x").call(8, 9));

            assertThat(good.statusCode()).isEqualTo(200);
            assertThat(good.body()).startsWith("— audit.example ").endsWith("\n");
            assertThat(stale.statusCode()).isEqualTo(409);
            assertThat(stale.body()).isEqualTo("8\n");
            assertThat(stale.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
            assertThat(forked.statusCode()).isEqualTo(422);
            String name = forked.headers().firstValue("Mingjian-Evidence").orElseThrow();
            assertThat(get(door, "/evidence/" + name).body()).contains("\"type\":\"conflict\"");
            assertThat(get(door, "/").body())
                    .contains(name, "\"size\":8", memory.self().line());
            assertThat(get(door, "/evidence/../key").statusCode()).isEqualTo(404);
            assertThat(post(door, "x".repeat(70_000)).statusCode()).isEqualTo(400);
            assertThat(get(door, "/add-checkpoint").statusCode()).isEqualTo(405);
        }
    }

    private static HttpResponse<String> post(Door door, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(door, "/add-checkpoint")).POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(Door door, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(door, path)));
    }

    private static URI uri(Door door, String path) {
        return URI.create("http://127.0.0.1:" + door.port() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
