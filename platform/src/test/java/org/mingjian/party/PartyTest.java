package org.mingjian.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Recorded;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.CreditCode;
import org.mingjian.ops.PlatformTest;
import org.mingjian.protection.KeyRotation;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The register of subjects through HTTP: who sees what, versions, verification, freezing, achievements. */
@PlatformTest
class PartyTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Parties parties;

    @Autowired
    Facts facts;

    @Autowired
    KeyRotation rotation;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    private final String code = freshCode();
    private Desk own = Desk.stranger(0);

    private static String freshCode() {
        String start =
                "91990100MC" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT);
        String body = start + new CreditCode(start + "00").bodyCheckCharacter();
        return body + new CreditCode(body + "0").checkCharacter();
    }

    @BeforeEach
    void register() {
        Desk.Answer registered = Desk.stranger(port)
                .post(
                        "/api/register",
                        Map.of(
                                "organisation",
                                "主体测试公司" + code,
                                "creditCode",
                                code,
                                "regionCode",
                                "990100",
                                "login",
                                "party" + code,
                                "name",
                                "测试",
                                "password",
                                "sesame 2026 open",
                                "roles",
                                List.of("BIDDER")));
        assertThat(registered.status()).as(registered.body().toString()).isEqualTo(200);
        own = Desk.of(port, "party" + code, "sesame 2026 open");
    }

    private static Map<String, String> company() {
        return new HashMap<>(Map.of(
                "legalType", "企业",
                "legalRepresentative", "赵某",
                "address", "明州市建设路1号",
                "capital", "50000000",
                "contact", "钱二",
                "contactPhone", "13812345678",
                "bankAccount", "6222020200112233445"));
    }

    private JsonNode add() {
        Desk.Answer added = own.post("/api/party/entries", Map.of("form", "company", "values", company()));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(200);
        return added.body();
    }

    private UUID organisation() {
        return accounts.organisationByCreditCode(code).orElseThrow().id();
    }

    private static String value(JsonNode entry, String field) {
        return entry.path("values").path(field).asString("");
    }

    @Test
    void secretsLieEncryptedAndEachRoleSeesWhatItMay() {
        add();
        JsonNode mine = own.get("/api/party/mine").body().get(0);
        JsonNode official = Desk.of(port, "centre")
                .get("/api/party/" + organisation())
                .body()
                .get(0);
        JsonNode rival = Desk.of(port, "bidder1")
                .get("/api/party/" + organisation())
                .body()
                .get(0);
        String visitor =
                Desk.stranger(port).get("/api/public/subjects/" + code).body().toString();

        assertThat(value(mine, "contact")).isEqualTo("钱二");
        assertThat(value(mine, "contactPhone")).isEqualTo("138****5678");
        assertThat(value(official, "contact")).isEqualTo("钱*");
        assertThat(value(official, "bankAccount")).endsWith("3445").startsWith("***");
        assertThat(value(rival, "contact")).isEqualTo("钱*");
        assertThat(rival.path("values").has("bankAccount")).isFalse();
        assertThat(visitor)
                .contains("建设路1号")
                .doesNotContain("138")
                .doesNotContain("钱")
                .doesNotContain("6222");
        String stored = sql.sql("select content::text from party.entry where organisation = :o")
                .param("o", organisation())
                .query(String.class)
                .single();
        assertThat(stored).contains("sm4:").doesNotContain("13812345678").doesNotContain("6222020200112233445");
        assertThat(facts.ofStream("party:" + organisation()).toString()).doesNotContain("13812345678");
    }

    @Test
    void lookAtASecretIsRecordedAndItsOwnerSeesIt() {
        String id = add().path("id").asString();

        var seen = Desk.of(port, "centre")
                .post("/api/party/entries/" + id + "/reveal", Map.of("field", "contactPhone", "reason", "核对联系方式"));
        var rival = Desk.of(port, "bidder1")
                .post("/api/party/entries/" + id + "/reveal", Map.of("field", "contactPhone", "reason", "好奇"));

        assertThat(seen.body().path("value").asString()).isEqualTo("13812345678");
        assertThat(rival.status()).isEqualTo(403);
        JsonNode looks = own.get("/api/protection/looks").body();
        assertThat(looks).hasSize(1);
        assertThat(looks.get(0).path("who").asString()).isEqualTo("韩静");
        assertThat(looks.get(0).path("reason").asString()).isEqualTo("核对联系方式");
    }

    @Test
    void sealedValuesMoveToTheNewKeyAndStillOpen() {
        String id = add().path("id").asString();

        var done = rotation.rotateDataKey();

        assertThat(done.values()).isPositive();
        assertThat(sql.sql("select count(*) from party.entry where content::text like '%sm4:%'"
                                + " and content::text not like '%sm4:" + done.newestKey() + ":%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(own.post("/api/party/entries/" + id + "/reveal", Map.of("field", "contactPhone", "reason", "本人"))
                        .body()
                        .path("value")
                        .asString())
                .isEqualTo("13812345678");
    }

    @Test
    void changeKeepsTheOldVersionAndDoesNotAskSecretsAgain() {
        JsonNode first = add();
        Map<String, String> values = company();
        values.remove("contactPhone");
        values.remove("bankAccount");
        values.put("address", "明州市新址2号");
        String path = "/api/party/entries/" + first.path("id").asString();

        var changed = own.put(path, Map.of("version", 1, "values", values));
        var stale = own.put(path, Map.of("version", 1, "values", values));

        assertThat(changed.body().path("version").asInt()).isEqualTo(2);
        assertThat(value(changed.body(), "contactPhone")).isEqualTo("138****5678");
        assertThat(stale.status()).isEqualTo(409);
        JsonNode versions = own.get(path + "/versions").body();
        assertThat(versions).hasSize(2);
        assertThat(value(versions.get(0), "address")).isEqualTo("明州市建设路1号");
        assertThat(facts.ofStream("party:" + organisation()))
                .extracting(Fact::kind)
                .containsExactly("party.registered", "party.changed");
    }

    @Test
    void knownFieldsAreNotTaken() {
        Map<String, String> values = company();
        values.put("creditCode", code);

        var refused = own.post("/api/party/entries", Map.of("form", "company", "values", values));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("fields").has("creditCode")).isTrue();
    }

    @Test
    void companyFormIsThereOnce() {
        add();

        assertThat(own.post("/api/party/entries", Map.of("form", "company", "values", company()))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void anotherCompanyChangesNothing() {
        String id = add().path("id").asString();

        assertThat(Desk.of(port, "bidder1")
                        .put("/api/party/entries/" + id, Map.of("version", 1, "values", company()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void verificationSaysWhatWasFoundAndGatesNothing() {
        String id = add().path("id").asString();

        var found = Desk.of(port, "centre")
                .post("/api/party/entries/" + id + "/verification", Map.of("agrees", false, "note", "住所与执照不一致"));

        assertThat(found.body().path("verified").path("agrees").asBoolean()).isFalse();
        assertThat(own.put("/api/party/entries/" + id, Map.of("version", 1, "values", company()))
                        .status())
                .as("goes on working")
                .isEqualTo(200);
        assertThat(Desk.of(port, "supervisor")
                        .post("/api/party/entries/" + id + "/verification", Map.of("agrees", true, "note", "x"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void evaluatorsSeeWhatWasFrozenAtTheFirstLook() {
        String id = add().path("id").asString();
        Parties.Frozen first = parties.freeze("T-" + code, organisation(), Actor.SYSTEM);
        Map<String, String> values = company();
        values.put("address", "开标后改的地址");
        own.put("/api/party/entries/" + id, Map.of("version", 1, "values", values));

        Parties.Frozen again = parties.freeze("T-" + code, organisation(), Actor.SYSTEM);

        assertThat(again).isEqualTo(first);
        assertThat(again.content().toString())
                .contains("建设路1号")
                .doesNotContain("开标后")
                .doesNotContain("sm4:");
        assertThat(facts.ofStream("party:" + organisation()))
                .filteredOn(fact -> fact.kind().equals("party.frozen"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.text("digest")).isEqualTo(first.digest()));
    }

    @Test
    void achievementComesFromTheContractAndCannotBeTyped() {
        String trade = "A01-" + code;
        Recorded last = transaction.execute(status -> {
            facts.record(NewFact.open(
                    "trade:" + trade,
                    "result.published",
                    Actor.SYSTEM,
                    Map.of("title", "一标段", "tenderer", "某城投", "name", "某", "creditCode", code, "price", "100.00")));
            return facts.record(NewFact.open(
                    "trade:" + trade, "contract.signed", Actor.SYSTEM, Map.of("title", "一标段", "price", "99.00")));
        });
        facts.evidence(last.id(), "fact", Duration.ofSeconds(10));

        List<Achievement> found = List.of();
        for (int i = 0; i < 2_000_000 && found.isEmpty(); i++) {
            found = parties.achievements(code);
        }

        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.price()).isEqualTo("99.00");
            assertThat(one.tenderer()).isEqualTo("某城投");
        });
        assertThat(own.post("/api/party/entries", Map.of("form", "achievement", "values", Map.of()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void staffSearchThePagedListAndTheQueueHoldsWhatNobodyComparedYet() {
        String id = add().path("id").asString();
        Desk centre = Desk.of(port, "centre");

        JsonNode found = centre.get("/api/party?q=" + code).body();
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.path("items").get(0).path("waiting").asInt()).isEqualTo(1);
        assertThat(queued(centre, id)).isTrue();
        assertThat(centre.get("/api/todo").body().toString()).contains("核验主体登记");
        assertThat(own.get("/api/party/queue").status()).isEqualTo(403);

        centre.post("/api/party/entries/" + id + "/verification", Map.of("agrees", false, "note", "住所不一致"));

        assertThat(queued(centre, id)).isFalse();
        assertThat(own.get("/api/todo").body().toString()).contains("住所不一致");
        JsonNode whole = centre.get("/api/party/" + organisation() + "/whole").body();
        assertThat(whole.path("subject").path("differing").asInt()).isEqualTo(1);
        assertThat(whole.path("entries")
                        .get(0)
                        .path("values")
                        .path("contactPhone")
                        .asString())
                .contains("*");
    }

    private static boolean queued(Desk centre, String id) {
        for (int page = 0; page < 50; page++) {
            JsonNode found =
                    centre.get("/api/party/queue?size=100&page=" + page).body();
            if (found.path("items").toString().contains(id)) {
                return true;
            }
            if (found.path("items").isEmpty()) {
                return false;
            }
        }
        return false;
    }

    @Test
    void whatEndsSoonIsATaskOfItsSubject() {
        Map<String, String> values = company();
        values.put("licenceEnds", "2020-01-31");
        own.post("/api/party/entries", Map.of("form", "company", "values", values));

        assertThat(own.get("/api/todo").body().toString()).contains("更新单位基本信息").contains("2020-01-31");
    }

    @Test
    void registeredPersonIsFoundAgainByAKeyedDigestOnly() {
        Map<String, String> person = Map.of(
                "personName", "孙工",
                "idNumber", "11010519491231002X",
                "practiceName", "一级建造师",
                "practiceNumber", "JZ001",
                "practiceEnds", "2099-12-31");
        own.post("/api/party/entries", Map.of("form", "practitioner", "values", person));

        assertThat(sql.sql("select count(*) from party.entry where organisation = :own and length(person_key) = 64"
                                + " and content::text not like '%19491231%'")
                        .param("own", organisation())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void imageIsForItsSubjectAndForThoseWhoCompare() {
        String id = add().path("id").asString();

        assertThat(own.get("/api/party/entries/" + id + "/image").status()).isEqualTo(404);
        assertThat(Desk.of(port, "bidder1")
                        .get("/api/party/entries/" + id + "/image")
                        .status())
                .isEqualTo(403);
    }
}
