package org.mingjian.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.anchor.app.AnchoringHeads;
import org.mingjian.anchor.store.EvmChain;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.SignedHeads;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.mingjian.verifier.Verifier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real node of a chain (Hardhat, from {@code anchors/}) that goes away and comes back. */
@PlatformTest
class AnchorsTest {

    /** The first account of every Hardhat node; known to everybody. */
    private static final String KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private static final Path FOLDER = Path.of("../anchors").toAbsolutePath().normalize();

    @LocalServerPort
    int port;

    @Autowired
    AnchoringHeads anchoring;

    @Autowired
    Facts facts;

    @Autowired
    SignedHeads heads;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JsonMapper json;

    @TempDir
    Path folder;

    private final int chainPort = freePort();
    private final URI node = URI.create("http://127.0.0.1:" + chainPort);

    private long queued() {
        var recorded = transaction.execute(status -> facts.record(
                NewFact.open("test:" + UUID.randomUUID(), "test.happened", Actor.SYSTEM, Map.of("price", "1.00"))));
        facts.evidence(recorded.id(), "fact", Duration.ofSeconds(10));
        anchoring.queue();
        return anchoring.newest(1).getFirst().size();
    }

    @Test
    void headsWaitWhileTheChainIsAwayAndStandThereOnceWhenItIsBack() throws Exception {
        EvmChain chain = chain();
        long first = queued();
        assertThat(anchoring.catchUp(chain)).isEqualTo(-1);
        assertThat(anchoring.state().problem()).isNotEmpty();

        Process running = start();
        long second;
        long third;
        try {
            assertThat(anchoring.catchUp(chain)).isEqualTo(1);
            assertThat(anchoring.catchUp(chain)).isZero();
            byte[] root = heads.rootAt(first);
            assertThat(chain.rootAt(first))
                    .hasValueSatisfying(there -> assertThat(there).isEqualTo(root));

            second = queued();
            chain.write(second, heads.rootAt(second)); // and then the platform died before it heard
            assertThat(anchoring.catchUp(chain()))
                    .as("a new process finds the same contract")
                    .isEqualTo(1);
            assertThat(events()).isEqualTo(2);

            assertThatThrownBy(() -> chain.write(second, new byte[] {1, 2}))
                    .as("what stands at a size stays")
                    .isInstanceOf(IOException.class);
            assertThat(chain.rootAt(second))
                    .hasValueSatisfying(there -> assertThat(there).isEqualTo(heads.rootAt(second)));
        } finally {
            running.destroyForcibly().waitFor();
        }
        third = queued();
        assertThat(anchoring.catchUp(chain)).isEqualTo(-1);
        assertThat(anchoring.state().waiting()).isEqualTo(1);

        Process anew = start();
        try {
            assertThat(anchoring.catchUp(chain))
                    .as("a chain set up anew gets all")
                    .isEqualTo(3);
            assertThat(events()).isEqualTo(3);
            JsonNode shown = Desk.stranger(port).get("/log/anchors").body();
            assertThat(shown.path("state").path("size").asLong()).isEqualTo(third);
            assertThat(shown.path("items"))
                    .hasSize(3)
                    .allSatisfy(one -> assertThat(one.path("place").asString()).startsWith("eip155:31337:0x"));
            theVerifierReadsTheAnswer(
                    first, shown.path("items").path(2).path("transaction").asString());
        } finally {
            anew.destroyForcibly().waitFor();
        }
    }

    /** Offline: a fact, what the node said about the transaction, the log's growth between the two tree heads. */
    private void theVerifierReadsTheAnswer(long anchored, String hash) throws Exception {
        String fact =
                new String(Desk.stranger(port).get("/api/facts/1/proof").raw().body(), StandardCharsets.UTF_8);
        long size = json.readTree(fact).at("/proof/size").asLong();
        Files.writeString(folder.resolve("fact"), fact);
        Files.writeString(
                folder.resolve("answer"),
                rpc("eth_getTransactionReceipt", "[\"" + hash + "\"]").toString());
        Desk.Answer grown = Desk.stranger(port)
                .get("/log/consistency/" + Math.min(size, anchored) + "/" + Math.max(size, anchored));
        Files.write(folder.resolve("grown"), grown.raw().body());
        var said = new ByteArrayOutputStream();
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        new Verifier(InputStream.nullInputStream(), stream, stream)
                .run(
                        "verify",
                        folder.resolve("fact").toString(),
                        "--anchor",
                        folder.resolve("answer").toString(),
                        "--grown",
                        folder.resolve("grown").toString());
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"check\":\"anchored\",\"ok\":true");
    }

    @Test
    void theArtefactIsThatOfTheSource() throws Exception {
        Process compiling = node("compile.mjs", "--check");

        assertThat(compiling.waitFor())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
    }

    private EvmChain chain() throws IOException {
        try (var artefact = EvmChain.class.getResourceAsStream("/anchor/Checkpoints.json")) {
            return new EvmChain(node, KEY, "mingjian.local/log", json.readTree(artefact), json);
        }
    }

    /** What {@code npm ci} in {@code anchors/} writes last; {@code ./mingjian test} runs it beside the other tests. */
    private static void isFetched() {
        Path last = FOLDER.resolve("node_modules/.package-lock.json");
        Awaitility.await("the test chain: npm ci in anchors/ fetches it")
                .atMost(Duration.ofMinutes(2))
                .until(() -> Files.exists(last));
    }

    private Process node(String... arguments) throws IOException {
        isFetched();
        var command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("HARDHAT_DISABLE_TELEMETRY_PROMPT", "true");
        return builder.start();
    }

    private Process start() throws Exception {
        Process process = node(
                "node_modules/hardhat/internal/cli/cli.js",
                "node",
                "--hostname",
                "127.0.0.1",
                "--port",
                Integer.toString(chainPort));
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            assertThat(process.isAlive()).isTrue();
            return rpc("eth_chainId", "[]").has("result");
        });
        return process;
    }

    /** How often a head was written on the chain. */
    private long events() throws Exception {
        return rpc("eth_getLogs", "[{\"fromBlock\":\"0x0\"}]").path("result").size();
    }

    private JsonNode rpc(String method, String parameters) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return json.readTree(http.send(
                            HttpRequest.newBuilder(node)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method
                                            + "\",\"params\":" + parameters + "}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
