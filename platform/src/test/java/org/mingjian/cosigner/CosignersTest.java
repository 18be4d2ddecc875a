package org.mingjian.cosigner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.SignedHeads;
import org.mingjian.facts.app.Contents;
import org.mingjian.facts.app.PlatformKeys;
import org.mingjian.facts.domain.Checkpoints;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.mingjian.verifier.Checkpoint;
import org.mingjian.verifier.Cosigner;
import org.mingjian.verifier.Verifier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Another organisation's co-signer beside a real platform: both are the real programs. */
@PlatformTest
class CosignersTest {

    @LocalServerPort
    int port;

    @Autowired
    Facts facts;

    @Autowired
    SignedHeads heads;

    @Autowired
    PlatformKeys keys;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    JsonMapper json;

    @Autowired
    List<SmartLifecycle> lifecycles;

    @Value("${mingjian.db.url}")
    String url;

    @Value("${mingjian.db.password}")
    String password;

    @TempDir
    Path folder;

    private final String name = "audit-" + UUID.randomUUID() + ".example";

    private long fact() {
        var recorded = transaction.execute(status -> facts.record(
                NewFact.open("test:" + UUID.randomUUID(), "test.happened", Actor.SYSTEM, Map.of("price", "1.00"))));
        return facts.evidence(recorded.id(), "fact", Duration.ofSeconds(10)).position();
    }

    private void register(String keyLine, String address) {
        Desk system = Desk.of(port, "sysadmin");
        Desk.Answer proposed =
                system.post("/api/cosigners", Map.of("keyLine", keyLine, "organisation", "明州市审计局", "address", address));
        assertThat(proposed.status()).as("%s", proposed.body()).isEqualTo(200);
        assertThat(text("/log/cosigners")).doesNotContain(name);
        String activate = "/api/proposals/" + proposed.body().path("id").asString() + "/activate";
        assertThat(system.post(activate, Map.of()).status()).isEqualTo(403);
        assertThat(Desk.of(port, "secadmin").post(activate, Map.of()).status()).isEqualTo(200);
    }

    @AfterEach
    void nobodyIsLeft() {
        sql.sql("update cosigner.cosigner set retired_at = now(), retired_why = 'test' where retired_at is null")
                .update();
        sql.sql("update cosigner.conflict set answered_at = now(), answered_by = 'test', answer = 'test'"
                        + " where answered_at is null")
                .update();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> text("/").contains("data-vouching=\"NOBODY\""));
    }

    private String text(String path) {
        return new String(Desk.stranger(port).get(path).raw().body(), StandardCharsets.UTF_8);
    }

    private String awaitCosigned(Cosigner by, long size) throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(() -> {
            Checkpoint head = Checkpoint.read(text("/log/cosigned"));
            return head.size() >= size && by.signed(head).isPresent();
        });
        return text("/log/cosigned");
    }

    @Test
    void aCosignerThatIsKilledAndComesBackGoesOnWhereItWas() throws Exception {
        long first = fact();
        int open = freePort();
        String[] listening = {"--port", Integer.toString(open)};
        Cosigner audit;
        try (CosignerProcess process = new CosignerProcess(folder, name, heads.keyLine(), listening)) {
            audit = Cosigner.read(process.hears("key "));
            register(audit.line(), "http://127.0.0.1:" + open + "/");
            String note = awaitCosigned(audit, first);
            assertThat(audit.signed(Checkpoint.read(note)).orElseThrow())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
            process.kill();
        }
        long second = fact();
        Desk administrator = Desk.of(port, "sysadmin");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> administrator
                .get("/api/cosigners")
                .body()
                .path("items")
                .get(0)
                .path("problem")
                .asString("")
                .contains("Connect"));
        var answer = Desk.stranger(port).get("/log/checkpoint").raw();
        assertThat(answer.headers().firstValue("Mingjian-Cosigned"))
                .hasValue("0 of 1 co-signed, 1 needed: does not stand");
        assertThat(text("/")).contains("尚未成立");

        SmartLifecycle asking = lifecycles.stream()
                .filter(one -> one.getClass().getSimpleName().equals("AskingCosigners"))
                .findFirst()
                .orElseThrow();
        asking.stop();
        asking.start();
        try (CosignerProcess process = new CosignerProcess(folder, "", heads.keyLine(), listening)) {
            process.hears("listening");
            awaitCosigned(audit, second);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> text("/trades")
                    .contains("成立</b>。"));
            assertThat(text("/verify")).contains(audit.line(), "明州市审计局");
            String receipt = json.writeValueAsString(facts.evidence(idOf(first), "fact", Duration.ofSeconds(1)));
            assertThat(verified(receipt, audit.line())).contains("1 of 1 co-signed", "\"verdict\":\"GOOD\"");
            String other =
                    "other.example" + heads.keyLine().substring(heads.keyLine().indexOf('+'));
            assertThat(verified(receipt, other)).contains("--cosigner takes a key line");
        }
    }

    private static String verified(String evidence, String cosigner) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Verifier(new ByteArrayInputStream(evidence.getBytes(StandardCharsets.UTF_8)), stream, stream)
                .run("verify", "-", "--cosigner", cosigner, "--need", "1");
        return out.toString(StandardCharsets.UTF_8);
    }

    private long idOf(long position) {
        return sql.sql("select fact from facts.position where position = :position")
                .param("position", position)
                .query(Long.class)
                .single();
    }

    @Test
    void aCosignerWithoutAnOpenPortFollowsAndHandsIn() throws Exception {
        long first = fact();
        String[] following = {"--follow", "http://localhost:" + port, "--every", "1"};
        try (CosignerProcess process = new CosignerProcess(folder, name, heads.keyLine(), following)) {
            Cosigner audit = Cosigner.read(process.hears("key "));
            process.hears("waiting: the co-signature was not taken");
            register(audit.line(), "");
            awaitCosigned(audit, first);
            awaitCosigned(audit, fact());
        }
        Desk.Answer forged = handIn(heads.newest().orElseThrow().note() + "— " + name + " AAAA\n");
        assertThat(forged.status()).isEqualTo(400);
        assertThat(forged.code()).isEqualTo("NOT_A_COSIGNATURE");
    }

    private Desk.Answer handIn(String note) {
        Desk stranger = Desk.stranger(port);
        return stranger.send(stranger.request("/log/cosignatures")
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(BodyPublishers.ofString(note)));
    }

    /** A late bid is made punctual: the time in a row, its leaf, the tree head, all signed anew with the true key. */
    @Test
    void aRewrittenRowIsRefusedKeptAndAlarmedEvenWhenTheLogSignsIt() throws Exception {
        fact();
        int open = freePort();
        try (CosignerProcess process = new CosignerProcess(
                folder,
                name,
                heads.keyLine(),
                "--port",
                Integer.toString(open),
                "--follow",
                "http://localhost:" + port,
                "--every",
                "1")) {
            Cosigner audit = Cosigner.read(process.hears("key "));
            register(audit.line(), "http://127.0.0.1:" + open);
            long size = fact();
            awaitCosigned(audit, size);

            Rewriting rewriting = new Rewriting();
            try {
                Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> text("/")
                        .contains("data-vouching=\"CONFLICT\""));
                process.hears("ALARM ");
            } finally {
                rewriting.undo();
            }

            Desk regulator = Desk.of(port, "supervisor");
            var found = regulator
                    .get("/api/cosigners/conflicts")
                    .body()
                    .path("items")
                    .get(0);
            assertThat(found.path("kind").asString()).isIn("FORK", "UNPROVEN");
            assertThat(found.path("proven").asBoolean()).isTrue();
            String evidence = new String(
                    regulator
                            .get("/api/cosigners/conflicts/" + found.path("id").asLong() + "/evidence")
                            .raw()
                            .body(),
                    StandardCharsets.UTF_8);
            assertThat(evidence).contains("\"earlier\":", "\"later\":", "\"type\":\"conflict\"");
            assertThat(facts.ofStream("log"))
                    .anySatisfy(one -> assertThat(one.kind()).isEqualTo("log.conflict"));
            assertThat(folder.resolve("evidence")).isNotEmptyDirectory();
        }
    }

    /** As the owner of the server, whom no trigger and no grant binds, with the platform's own key. */
    private final class Rewriting {

        private record Row(long position, long fact, Instant at, byte[] digest, byte[] leaf) {}

        private final Row row;
        private final SignedHeads.SignedHead head;

        Rewriting() throws SQLException {
            if (heads.newest().orElseThrow().size() % MerkleTree.WIDTH < 2) {
                fact();
                fact();
            }
            head = heads.newest().orElseThrow();
            row = sql.sql("select p.position, p.fact, f.at, f.digest, p.leaf from facts.position p"
                            + " join facts.fact f on f.id = p.fact where p.position = :position")
                    .param("position", head.size())
                    .query((r, n) -> new Row(
                            r.getLong(1), r.getLong(2), r.getTimestamp(3).toInstant(), r.getBytes(4), r.getBytes(5)))
                    .single();
            Instant punctual = row.at().minusSeconds(3600);
            byte[] leaf = MerkleTree.leaf(Contents.entry(punctual, row.digest()));
            write(punctual, leaf, null);
            byte[] root = heads.rootAt(head.size());
            String origin = head.note().substring(0, head.note().indexOf('\n'));
            String note = Checkpoints.sign(origin, head.size(), root, keys.log());
            write(punctual, leaf, new SignedHeads.SignedHead(head.size(), root, note));
            assertThat(Arrays.equals(root, head.root())).isFalse();
        }

        void undo() throws SQLException {
            write(row.at(), row.leaf(), head);
        }

        private void write(Instant at, byte[] leaf, SignedHeads.@Nullable SignedHead signed) throws SQLException {
            try (Connection connection = DriverManager.getConnection(url, "postgres", password)) {
                connection.createStatement().execute("set session_replication_role = replica");
                change(connection, "update facts.fact set at = ? where id = ?", Timestamp.from(at), row.fact());
                change(connection, "update facts.position set leaf = ? where position = ?", leaf, row.position());
                if (signed != null) {
                    change(
                            connection,
                            "update facts.checkpoint set root = ?, note = ? where size = ?",
                            signed.root(),
                            signed.note(),
                            signed.size());
                }
            }
        }

        private void change(Connection connection, String statement, Object... values) throws SQLException {
            try (PreparedStatement call = connection.prepareStatement(statement)) {
                for (int i = 0; i < values.length; i++) {
                    call.setObject(i + 1, values[i]);
                }
                assertThat(call.executeUpdate()).isEqualTo(1);
            }
        }
    }

    @Test
    void aReportThatOurOwnTreeDoesNotBearOutRaisesNoAlarm() {
        long before = fact();
        String earlier = heads.newest().orElseThrow().note();
        fact();
        String later = heads.newest().orElseThrow().note();
        Desk stranger = Desk.stranger(port);
        for (String evidence :
                List.of("x", "{}", "{\"earlier\":" + quoted(earlier) + ",\"later\":" + quoted(later) + "}")) {
            Desk.Answer answer = stranger.send(stranger.request("/log/conflicts")
                    .header("Content-Type", "text/plain;charset=UTF-8")
                    .POST(BodyPublishers.ofString(evidence)));
            assertThat(answer.code()).isEqualTo("NO_CONFLICT");
        }
        assertThat(before).isPositive();
        assertThat(text("/")).doesNotContain("data-vouching=\"CONFLICT\"");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\n", "\\n") + "\"";
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
