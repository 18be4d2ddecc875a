package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Readers;
import org.mingjian.identity.app.CheckingAudit;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.mingjian.testing.OwnerOfDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** 安全审计: who, when, from where, what, with what result; nothing goes unrecorded and nothing is changed unseen. */
@PlatformTest
@DirtiesContext
class AuditTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    Facts facts;

    @Autowired
    Readers readers;

    @Autowired
    CheckingAudit checking;

    @Autowired
    Environment environment;

    RightsDesk desks;

    @BeforeEach
    void desks() {
        desks = new RightsDesk(port);
    }

    @Test
    void loginsRefusalsWritesDownloadsAndLogoutsAreFoundByTheAuditor() {
        var person = desks.open("SUPERVISOR", RightsDesk.Person.anybody(), desks.organisation("明州市住房和城乡建设局"), Map.of());
        Desk.stranger(port).post("/api/login", Map.of("login", person.login(), "password", "wrong password 1"));
        person.desk().get("/api/accounts");
        person.desk().post("/api/logout", Map.of());

        List<String> kinds = kinds(person.id());

        assertThat(kinds)
                .contains(
                        "login.accepted 口令",
                        "login.refused 凭据不对",
                        "password.changed ",
                        "act.done DONE",
                        "act.forbidden NOT_PERMITTED",
                        "session.ended 退出登录");
        JsonNode refused =
                search("account=" + person.id() + "&kind=act.forbidden").get(0);
        assertThat(refused.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(refused.path("act").asString()).isEqualTo("GET /api/accounts");
    }

    @Test
    void whoRegisteredATradeIsRecordedAndASealedActHidesItsTrade() {
        String code = SampleTender.accepted(port);
        Desk.of(port, "bidder1").post("/api/trades/" + code + "/documents/fetch", Map.of());

        JsonNode accepted = search("q=" + code);

        List<String> told = new ArrayList<>();
        accepted.forEach(one ->
                told.add(one.path("kind").asString() + " " + one.path("name").asString()));
        assertThat(told).noneMatch(line -> line.contains("孙立"));
        JsonNode acts = search("q=" + encoded("/accept"));
        assertThat(acts.size()).isPositive();
        assertThat(acts.get(0).path("name").asString()).isEqualTo("韩静");
    }

    @Test
    void anExportIsCsvAndIsItselfRecorded() {
        Desk.Answer export = desks.auditor.get("/api/audit/export?kind=login");

        String text = new String(export.raw().body(), StandardCharsets.UTF_8);
        assertThat(export.status()).isEqualTo(200);
        assertThat(text).startsWith("\uFEFFposition,at,kind").contains("login.accepted");
        assertThat(search("kind=act.looked&q=" + encoded("导出")).size()).isPositive();
    }

    @Test
    void nobodyButTheAuditorSearches() {
        for (Desk desk : List.of(desks.system, desks.security, Desk.of(port, "centre"))) {
            assertThat(desk.get("/api/audit").status()).isEqualTo(403);
        }
    }

    @Test
    void anActThatCannotBeRecordedDoesNotHappen() throws SQLException {
        asOwner("create function facts.full_disk() returns trigger language plpgsql as $$ begin"
                + " if new.stream like 'acts:%' then raise exception 'disk full' using errcode = 'disk_full'; end if;"
                + " return new; end $$");
        asOwner("create trigger full_disk before insert on facts.fact for each row execute function facts.full_disk()");
        try {
            String title = RightsDesk.fresh("岗位");
            Desk.Answer answer = desks.system.post(
                    "/api/posts", Map.of("organisation", desks.organisation("明州市公共资源交易中心"), "title", title));
            Desk.Answer look = desks.auditor.get("/api/audit");

            assertThat(answer.status()).isGreaterThanOrEqualTo(500);
            assertThat(look.status()).isGreaterThanOrEqualTo(500);
            assertThat(sql.sql("select count(*) from identity.post where title = :title")
                            .param("title", title)
                            .query(Long.class)
                            .single())
                    .isZero();
        } finally {
            asOwner("drop trigger full_disk on facts.fact");
            asOwner("drop function facts.full_disk()");
        }
    }

    @Test
    void theDailyCheckFindsAChangedAndAMissingRow() throws SQLException {
        settled();
        assertThat(checking.check().problems()).isEmpty();
        settled();
        List<Long> positions = sql.sql("select position from identity.audit_entry order by position limit 2")
                .query(Long.class)
                .list();

        asOwner("alter table identity.audit_entry disable trigger user");
        asOwner("update identity.audit_entry set name = '别人' where position = " + positions.get(0));
        asOwner("delete from identity.audit_entry where position = " + positions.get(1));
        asOwner("alter table identity.audit_entry enable trigger user");

        JsonNode result = desks.auditor.post("/api/audit/checks", Map.of()).body();

        List<String> problems = new ArrayList<>();
        result.path("problems").forEach(one -> problems.add(one.asString()));
        assertThat(problems).containsExactly("审计记录 " + positions.get(0) + " 被改动", "审计记录 " + positions.get(1) + " 缺失");
        assertThat(desks.auditor
                        .get("/api/audit/checks")
                        .body()
                        .get(0)
                        .path("problems")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void theDailyCheckFindsAChangedFact() throws SQLException {
        settled();
        long fact = sql.sql("select min(fact) from facts.position")
                .query(Long.class)
                .single();
        byte[] digest = sql.sql("select digest from facts.fact where id = :id")
                .param("id", fact)
                .query((row, n) -> row.getBytes(1))
                .single();
        asOwner("alter table facts.fact disable trigger user");
        asOwner("update facts.fact set digest = decode(repeat('ab', 32), 'hex') where id = " + fact);
        try {
            assertThat(checking.check().problems()).anyMatch(problem -> problem.contains("存证序号"));
        } finally {
            asOwner("update facts.fact set digest = decode('"
                    + java.util.HexFormat.of().formatHex(digest) + "', 'hex') where id = " + fact);
            asOwner("alter table facts.fact enable trigger user");
        }
    }

    @Test
    void theTrailIsInsertOnlyAndKeptForAYearAtLeast() {
        for (String statement : List.of(
                "delete from identity.audit_entry",
                "update identity.audit_entry set name = ''",
                "truncate identity.audit_entry")) {
            assertThatThrownBy(() -> sql.sql(statement).update()).hasRootCauseInstanceOf(SQLException.class);
        }
        long before = sql.sql("select count(*) from identity.audit_entry")
                .query(Long.class)
                .single();
        assertThat(sql.sql("select identity.forget_audit(now())")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select count(*) from identity.audit_entry")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(before);
        assertThatThrownBy(() -> CheckingAudit.requireLawful(Period.ofMonths(11)))
                .hasMessageContaining("at least a year");
        CheckingAudit.requireLawful(Period.ofYears(1));
    }

    private void asOwner(String statement) throws SQLException {
        new OwnerOfDatabase(environment).run(statement);
    }

    private List<String> kinds(String account) {
        List<String> kinds = new ArrayList<>();
        search("account=" + account)
                .forEach(one -> kinds.add(
                        one.path("kind").asString() + " " + one.path("result").asString()));
        search("q=" + encoded("account:" + account))
                .forEach(one -> kinds.add(
                        one.path("kind").asString() + " " + one.path("result").asString()));
        return kinds;
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode search(String query) {
        settled();
        Desk.Answer answer = desks.auditor.get("/api/audit?size=100&" + query);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("items");
    }

    /** Until every fact recorded so far has its position and its line. */
    private void settled() {
        long last = sql.sql("select coalesce(max(id), 0) from facts.fact")
                .query(Long.class)
                .single();
        facts.evidence(last, "fact", Duration.ofSeconds(20));
        long head = facts.head();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> readers.position("audit") >= head);
    }
}
