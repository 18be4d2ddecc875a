package org.mingjian.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.Documents;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Readers;
import org.mingjian.facts.Secrecy;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformTest;
import org.mingjian.portal.app.CheckingFiles;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** 网页防篡改: what somebody changes in the stored pages behind the platform's back is found and raised. */
@PlatformTest
class PageIntegrityTest {

    @LocalServerPort
    int port;

    @Autowired
    Facts facts;

    @Autowired
    Readers readers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    InstantSource clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    Documents documents;

    @Autowired
    CheckingFiles files;

    @Value("${mingjian.data}")
    Path data;

    private final String code =
            "A01-P" + UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);

    @BeforeEach
    void aPublishedTrade() {
        var trades = new SampleTrades(facts, transaction);
        var now = clock.instant();
        trades.registered(code, "防篡改工程", "标段");
        long last = trades.published(code, "防篡改工程", trades.terms(now, now.plus(Duration.ofDays(27)), "5000000.00"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> readers.position("portal") >= last);
    }

    @Test
    void untouchedPagesAreWhole() {
        assertThat(mine(check())).isEmpty();
    }

    @Test
    void aChangedNoticeIsFoundAlarmedAndGoodAgainAfterARebuild() {
        String id = notice();
        assertThat(mine(check())).isEmpty();

        sql.sql("update portal.notice set body = cast(replace(body::text, '5000000.00', '9000000.00') as json)"
                        + " where id = :id")
                .param("id", id)
                .update();

        assertThat(mine(check())).anyMatch(problem -> problem.contains("/notices/" + id) && problem.contains("被改动"));
        JsonNode alarms = Desk.of(port, "secadmin")
                .get("/api/watch/alarms?size=100")
                .body()
                .path("items");
        JsonNode alarm = alarms.valueStream()
                .filter(one -> one.path("subject").asString().equals("/notices/" + id))
                .findFirst()
                .orElseThrow();
        assertThat(alarm.path("kind").asString()).isEqualTo("PAGE_CHANGED");
        assertThat(Desk.of(port, "secadmin")
                        .post("/api/watch/alarms/" + alarm.path("id").asLong() + "/seen", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(facts.ofStream("watch:pages").getLast().kind()).isEqualTo("pages.broken");

        readers.rebuild("portal");
        assertThat(mine(check())).isEmpty();
    }

    @Test
    void aNoticeTakenAwayOnePutInAndAForeignFileAreFound() {
        String id = notice();
        String foreign = Sm3.hex(Sm3.digest(code.getBytes(StandardCharsets.UTF_8)));
        sql.sql("delete from portal.notice where id = :id").param("id", id).update();
        sql.sql("insert into portal.event (position, stream, seq, kind, at, actor, body, files, digest, notice, shown)"
                        + " select -position, stream, -seq, kind, at, actor, body, files, digest, notice, shown"
                        + " from portal.event where stream = :stream limit 1")
                .param("stream", "trade:" + code)
                .update();
        sql.sql("insert into portal.file (sm3, position, name, size) select :foreign, position, 'x.pdf', 1"
                        + " from portal.event where stream = :stream and position > 0 limit 1")
                .param("foreign", foreign)
                .param("stream", "trade:" + code)
                .update();

        List<String> problems = check();

        assertThat(problems).anyMatch(problem -> problem.contains("/notices/" + id) && problem.contains("缺失"));
        assertThat(problems).anyMatch(problem -> problem.contains("时间线 -") && problem.contains("不应存在"));
        assertThat(problems).anyMatch(problem -> problem.contains(foreign) && problem.contains("不应存在"));
        readers.rebuild("portal");
        assertThat(check()).noneMatch(problem -> problem.contains(foreign));
    }

    @Test
    void aPublicFileWhoseBytesWereChangedIsFoundInItsRound() throws IOException {
        byte[] bytes = ("公开的附件 " + code).getBytes(StandardCharsets.UTF_8);
        String sm3 = Sm3.hex(Sm3.digest(bytes));
        documents.keep("附件.pdf", DocumentOwner.PLATFORM, new ByteArrayInputStream(bytes));
        transaction.executeWithoutResult(status -> facts.record(new NewFact(
                "trade:" + code,
                "notice.attached",
                Actor.SYSTEM,
                Map.of(),
                List.of(new FileRef("附件.pdf", bytes.length, sm3)),
                Secrecy.PUBLIC)));
        Awaitility.await().until(() -> sql.sql("select count(*) from portal.file where sm3 = :sm3")
                .param("sm3", sm3)
                .query(Long.class)
                .single()
                .equals(1L));
        assertThat(aCircuit()).noneMatch(problem -> problem.contains(sm3));

        Path stored;
        try (Stream<Path> all = Files.walk(data)) {
            stored = all.filter(file -> file.getFileName().toString().contains(sm3.substring(4)))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] kept = Files.readAllBytes(stored);
        byte[] flipped = kept.clone();
        flipped[flipped.length - 1] ^= 1;
        assertThat(stored.toFile().setWritable(true)).isTrue();
        Files.write(stored, flipped);
        try {
            assertThat(aCircuit()).anyMatch(problem -> problem.contains(sm3));
        } finally {
            Files.write(stored, kept);
        }
        assertThat(aCircuit()).noneMatch(problem -> problem.contains(sm3));
        assertThat(Desk.of(port, "secadmin")
                        .get("/api/watch/alarms?size=100")
                        .body()
                        .toString())
                .contains("/files/" + sm3);
    }

    /** Rounds of one byte each, that is of one file, until every file had its turn. */
    private List<String> aCircuit() {
        List<String> problems = new ArrayList<>();
        int ends = 0;
        for (int i = 0; i < 5_000 && ends < 2; i++) {
            CheckingFiles.Round round = files.round(ends == 0 ? 1 << 20 : 1);
            round.problems().forEach((subject, words) -> problems.add(subject + words));
            ends += round.whole() ? 1 : 0;
        }
        assertThat(ends).isEqualTo(2);
        return problems;
    }

    @Test
    void aChangedTradeIsFound() {
        sql.sql("update portal.trade set winner = '别的公司', ceiling = 1 where code = :code")
                .param("code", code)
                .update();

        assertThat(mine(check())).anyMatch(problem -> problem.contains("/trades/" + code));
        readers.rebuild("portal");
        assertThat(mine(check())).isEmpty();
    }

    private String notice() {
        return sql.sql("select id from portal.notice where trade = :code limit 1")
                .param("code", code)
                .query(String.class)
                .single();
    }

    private List<String> check() {
        Desk.Answer answer = Desk.of(port, "secadmin").post("/api/watch/pages", Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("rows").asLong()).isPositive();
        return answer.body()
                .path("problems")
                .valueStream()
                .map(one -> one.asString())
                .toList();
    }

    private List<String> mine(List<String> problems) {
        List<String> ids = sql.sql("select id from portal.notice where trade = :code")
                .param("code", code)
                .query(String.class)
                .list();
        return problems.stream()
                .filter(problem -> problem.contains(code) || ids.stream().anyMatch(problem::contains))
                .toList();
    }
}
