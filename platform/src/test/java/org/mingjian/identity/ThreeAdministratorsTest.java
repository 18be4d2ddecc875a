package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.CreditCodes;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** 三员分立 and 服务、管理、监督分离: what one person may not do alone and may not be at once. */
@PlatformTest
class ThreeAdministratorsTest {

    private static final String CENTRE = "明州市公共资源交易中心";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    RightsDesk desks;

    @BeforeEach
    void desks() {
        desks = new RightsDesk(port);
    }

    @Test
    void anAccountExistsOnlyAfterAnotherPersonActivatedIt() {
        String login = RightsDesk.fresh("clerk");
        Desk.Answer proposed = desks.proposeAccount(
                login,
                RightsDesk.Person.anybody(),
                desks.organisation(CENTRE),
                Map.of("role", "CENTRE_STAFF", "region", "990100"));

        assertThat(accountExists(login)).isFalse();
        Desk.Answer byHimself =
                desks.system.post("/api/proposals/" + proposed.body().path("id").asString() + "/activate", Map.of());
        assertThat(byHimself.status()).isEqualTo(403);
        assertThat(accountExists(login)).isFalse();

        Desk.Answer activated = desks.activate(proposed);

        assertThat(activated.status()).isEqualTo(200);
        assertThat(accountExists(login)).isTrue();
        assertThat(desks.activate(proposed).code()).isEqualTo("PROPOSAL_DECIDED");
    }

    @Test
    void theOneWhoProposedAGrantDoesNotActivateIt() {
        var person = desks.open("WITNESS", RightsDesk.Person.anybody(), desks.organisation(CENTRE), Map.of());
        Desk.Answer proposed = desks.change(
                desks.security, "GIVE_RIGHT", Map.of("account", person.id(), "grant", Map.of("role", "CENTRE_STAFF")));

        Desk.Answer own = desks.activate(proposed);

        assertThat(own.status()).isEqualTo(422);
        assertThat(own.code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(own.body().path("basis").asString()).contains("§22");
        assertThatThrownBy(() -> sql.sql("update identity.proposal set decided_by = wanted_by, decided_at = now(),"
                                + " outcome = 'ACTIVATED' where id = :id")
                        .param("id", UUID.fromString(proposed.body().path("id").asString()))
                        .update())
                .hasStackTraceContaining("proposal_needs_a_second_person");
    }

    @Test
    void twoAccountsOfOnePersonAreNotTwoPersons() {
        // A second security administrator who is the same natural person as the one that proposed.
        var person = RightsDesk.Person.anybody();
        String province = desks.organisation("明省公共资源交易服务中心");
        var one = desks.open("SECURITY_ADMINISTRATOR", person, province, Map.of());
        var two = desks.open("SECURITY_ADMINISTRATOR", person, province, Map.of());
        var witness = desks.open("WITNESS", RightsDesk.Person.anybody(), desks.organisation(CENTRE), Map.of());
        Desk.Answer proposed = desks.change(
                one.desk(), "GIVE_RIGHT", Map.of("account", witness.id(), "grant", Map.of("role", "CENTRE_STAFF")));
        String id = proposed.body().path("id").asString();

        assertThat(two.desk()
                        .post("/api/proposals/" + id + "/activate", Map.of())
                        .code())
                .isEqualTo("SECOND_PERSON_NEEDED");
        assertThatThrownBy(() -> sql.sql("update identity.proposal set decided_by = :by, decided_at = now(),"
                                + " outcome = 'ACTIVATED' where id = :id")
                        .param("by", UUID.fromString(two.id()))
                        .param("id", UUID.fromString(id))
                        .update())
                .hasStackTraceContaining("one person proposed and decided");
    }

    /** Every pair of the table, both ways round, by the code and behind the code. */
    @TestFactory
    List<DynamicTest> nobodyHoldsTwoRolesThatExcludeEachOther() {
        List<DynamicTest> tests = new ArrayList<>();
        JsonNode pairs =
                new RightsDesk(port).security.get("/api/rights/incompatible").body();
        assertThat(pairs.size()).isEqualTo(3 + 3 * 9 + 5);
        for (JsonNode pair : pairs) {
            String one = pair.path("one").asString();
            String other = pair.path("other").asString();
            tests.add(DynamicTest.dynamicTest(one + " and " + other, () -> refused(one, other, pair)));
            tests.add(DynamicTest.dynamicTest(other + " and " + one, () -> refused(other, one, pair)));
        }
        return tests;
    }

    private void refused(String held, String wanted, JsonNode pair) {
        var person = RightsDesk.Person.anybody();
        String place = desks.organisation(CENTRE);
        Desk.Answer first =
                desks.activate(desks.proposeAccount(RightsDesk.fresh("a"), person, place, Map.of("role", held)));
        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        String account = first.body().path("account").asString();

        Desk.Answer sameAccount =
                desks.change(desks.system, "GIVE_RIGHT", Map.of("account", account, "grant", Map.of("role", wanted)));
        Desk.Answer secondAccount = desks.proposeAccount(RightsDesk.fresh("b"), person, place, Map.of("role", wanted));

        assertThat(sameAccount.code()).isEqualTo("ROLES_CLASH");
        assertThat(secondAccount.code()).isEqualTo("ROLES_CLASH");
        assertThat(secondAccount.body().path("basis").asString())
                .isEqualTo(pair.path("basis").asString());
        assertThatThrownBy(() -> give(account, wanted)).hasStackTraceContaining("one person may not be");
    }

    private void give(String account, String role) {
        sql.sql("insert into identity.role_grant (id, account, role, from_at, source)"
                        + " values (gen_random_uuid(), :account, :role, now(), 'FOUNDING')")
                .param("account", UUID.fromString(account))
                .param("role", role)
                .update();
    }

    @Test
    void twoWhoGiveAtTheSameMomentCannotMakeOnePersonTwoAdministrators() throws Exception {
        var person = RightsDesk.Person.anybody();
        String place = desks.organisation(CENTRE);
        List<Desk.Answer> proposed = List.of(
                desks.proposeAccount(RightsDesk.fresh("s"), person, place, Map.of("role", "SYSTEM_ADMINISTRATOR")),
                desks.proposeAccount(RightsDesk.fresh("t"), person, place, Map.of("role", "AUDITOR")));

        List<Integer> answers;
        try (var pool = Executors.newFixedThreadPool(2)) {
            List<Callable<Integer>> both = proposed.stream()
                    .map(one -> (Callable<Integer>) () -> desks.activate(one).status())
                    .toList();
            answers =
                    pool.invokeAll(both).stream().map(done -> done.resultNow()).toList();
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void administratorsReadNoBusinessData() {
        for (Desk desk : List.of(desks.system, desks.security, desks.auditor)) {
            for (String path : List.of("/api/trades", "/api/registrations", "/api/experts")) {
                assertThat(desk.get(path).status()).as(path).isEqualTo(403);
            }
        }
        for (Permission permission : Permission.values()) {
            boolean administrative = permission.roles().stream().anyMatch(Role::isAdministrator);
            boolean allBusiness = permission.roles().stream().anyMatch(role -> !role.isAdministrator());
            boolean shared = permission == Permission.SELF
                    || permission == Permission.DESK_READ
                    || permission == Permission.SANDBOX
                    || permission == Permission.RIGHTS_REVIEW
                    || permission == Permission.COSIGNER_READ // who vouches for the log: public anyway
                    || permission == Permission.CONNECTION_READ; // applications that administrators admit; no trade
            assertThat(administrative && allBusiness && !shared)
                    .as("%s is held by administrators and by business roles", permission)
                    .isFalse();
        }
    }

    @Test
    void theAuditorSeesAllAndChangesNothing() {
        for (String path : List.of(
                "/api/proposals",
                "/api/proposals?open=false",
                "/api/accounts",
                "/api/rights/incompatible",
                "/api/posts")) {
            assertThat(desks.auditor.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(desks.auditor
                        .post("/api/proposals/" + UUID.randomUUID() + "/activate", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(desks.change(desks.auditor, "CLOSE_ACCOUNT", Map.of("account", UUID.randomUUID()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void grantsProposalsAndFactsAreNeitherDeletedNorRewritten() {
        for (String statement : List.of(
                "delete from identity.role_grant",
                "update identity.role_grant set role = 'AUDITOR'",
                "delete from identity.proposal",
                "delete from facts.fact",
                "update facts.position set leaf = leaf",
                "update identity.account set person = decode(repeat('00', 32), 'hex') where login = 'witness'")) {
            assertThatThrownBy(() -> sql.sql(statement).update())
                    .as(statement)
                    .hasRootCauseInstanceOf(java.sql.SQLException.class);
        }
    }

    @Test
    void staffAreNotRegisteredByThemselves() {
        Desk.Answer answer = Desk.stranger(port)
                .post(
                        "/api/register",
                        Map.of(
                                "organisation",
                                "自立单位",
                                "creditCode",
                                CreditCodes.any(),
                                "regionCode",
                                "990100",
                                "login",
                                RightsDesk.fresh("x"),
                                "name",
                                "某",
                                "password",
                                "sesame 2026 open",
                                "roles",
                                List.of("AUDITOR")));

        assertThat(answer.status()).isEqualTo(403);
    }

    private boolean accountExists(String login) {
        for (JsonNode one : desks.system.get("/api/accounts").body()) {
            if (one.path("login").asString().equals(login)) {
                return true;
            }
        }
        return false;
    }
}
