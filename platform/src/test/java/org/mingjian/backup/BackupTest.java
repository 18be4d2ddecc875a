package org.mingjian.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.Platform;
import org.mingjian.backup.command.Restore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.LogCheck;
import org.mingjian.facts.NewFact;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.EmbeddedPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One platform with its own database that is backed up, changed, lost, and set up again from what was kept. */
class BackupTest {

    private static final Sm2.KeyPair KEYS = Sm2.generate(new SecureRandom());
    private static final Path PROGRAMS =
            Path.of("target", "postgres", "programs").toAbsolutePath();

    @TempDir
    private static Path folder;

    private static Path base;
    private static Instant between;
    private static String object;

    @BeforeAll
    static void backUpAndLose() throws Exception {
        base = Files.createDirectories(folder.resolve("backups"));
        Path data = folder.resolve("data");
        try (ConfigurableApplicationContext platform = start(
                data,
                "--server.port=0",
                "--mingjian.backup.to=" + base,
                "--mingjian.backup.for=" + Base64.getEncoder().encodeToString(KEYS.publicKey()))) {
            EmbeddedPostgres server = platform.getBean(EmbeddedPostgres.class);
            Facts facts = platform.getBean(Facts.class);
            happened(facts, "before");
            object = Sm3.hex(Sm3.digest("a file".getBytes(StandardCharsets.UTF_8)));
            Path place = data.resolve("files/objects/" + object.substring(0, 2));
            Files.createDirectories(place);
            Files.writeString(place.resolve(object.substring(2)), "a file");

            base = base.resolve(backUp(data).path("name").asString());

            happened(facts, "after");
            between = server.now();
            happened(facts, "later");
            // A later change, so that the changes that are kept reach beyond the time between.
            ship(server);
        }
    }

    private static ConfigurableApplicationContext start(Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--mingjian.data=" + data);
        arguments.add("--mingjian.programs=" + PROGRAMS);
        arguments.add("--spring.profiles.active=sandbox");
        return SpringApplication.run(Platform.class, arguments.toArray(String[]::new));
    }

    private static void happened(Facts facts, String what) {
        long id = facts.append(NewFact.open("test:backup", "test." + what, Actor.SYSTEM, Map.of()))
                .id();
        facts.evidence(id, "fact", Duration.ofSeconds(30));
    }

    /** As {@code ./mingjian backup} does. */
    private static JsonNode backUp(Path data) throws IOException, InterruptedException {
        String[] control = Files.readString(data.resolve("control")).strip().split(" ");
        String wanted = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "to", base.toString(), "publicKey", Base64.getEncoder().encodeToString(KEYS.publicKey())));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control[0] + "/api/ops/backups"))
                .header("Mingjian-Control", control[1])
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wanted))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Ends the present file of the log of changes and waits until it has gone to the backups. */
    private static void ship(EmbeddedPostgres server) throws SQLException {
        try (Connection session = server.maintenance();
                Statement statement = session.createStatement();
                var row = statement.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
            row.next();
            Path shipped = base.resolveSibling("wal").resolve(row.getString(1) + ".sealed");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(shipped));
        }
    }

    private JsonNode restore(Path data, String... more) throws IOException {
        Path key = folder.resolve("backup.key");
        Files.writeString(
                key,
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "privateKey",
                                Base64.getEncoder().encodeToString(KEYS.privateKey()),
                                "publicKey",
                                Base64.getEncoder().encodeToString(KEYS.publicKey()),
                                "type",
                                "mingjian-key",
                                "v",
                                1)));
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--from", base.toString(), "--key", key.toString(), "--data", data.toString()));
        arguments.addAll(List.of("--programs", PROGRAMS.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            new Restore()
                    .run(
                            arguments.toArray(String[]::new),
                            new Input(new ByteArrayInputStream(new byte[0])),
                            printed,
                            printed);
        }
        return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    }

    /** Starts the platform on what was restored, reads its log again and answers what happened there. */
    private static List<String> history(Path data) {
        try (ConfigurableApplicationContext platform = start(data, "--spring.main.web-application-type=none")) {
            LogCheck.Report report = platform.getBean(LogCheck.class).run();
            assertThat(report.problems()).isEmpty();
            return platform.getBean(Facts.class).ofStream("test:backup").stream()
                    .map(fact -> fact.kind())
                    .toList();
        }
    }

    @Test
    void whatWasKeptBringsEverythingBack() throws IOException {
        Path data = folder.resolve("whole");

        JsonNode restored = restore(data);

        assertThat(restored.path("damaged")).isEmpty();
        assertThat(data.resolve("files/objects/" + object.substring(0, 2) + "/" + object.substring(2)))
                .hasContent("a file");
        assertThat(history(data)).containsExactly("test.before", "test.after", "test.later");
    }

    @Test
    void aTimeBetweenTwoActsHasTheFirstOnly() throws IOException {
        Path data = folder.resolve("between");

        restore(data, "--until", between.toString());

        assertThat(history(data)).containsExactly("test.before", "test.after");
    }

    @Test
    void aTimeThatTheChangesDoNotReachIsRefused() {
        assertThatThrownBy(() -> restore(folder.resolve("never"), "--until", "2199-01-01T00:00:00Z"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("recovery ended before");
    }

    @Test
    void nothingIsWrittenOverAFolderThatHoldsSomething() throws IOException {
        Path data = Files.createDirectories(folder.resolve("full"));
        Files.writeString(data.resolve("mine"), "mine");

        assertThatThrownBy(() -> restore(data)).isInstanceOf(BadInput.class).hasMessageContaining("not empty");
        assertThat(data.resolve("mine")).hasContent("mine");
    }

    @Test
    void nothingInTheBackupIsReadableWithoutTheKey() throws IOException {
        try (Stream<Path> files = Files.walk(base.getParent())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file.toString()).doesNotContain("PostgreSQL", "a file", "test.before");
            }
        }
    }
}
