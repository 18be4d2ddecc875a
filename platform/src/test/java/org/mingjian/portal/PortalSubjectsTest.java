package org.mingjian.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.CreditCode;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subjects and credit on the public site, without script: what is shown, what is not, and for how long. */
@PlatformTest
class PortalSubjectsTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    JsonMapper json;

    private final String code = freshCode();
    private final String name = "公示测试公司" + code.substring(9);

    @SuppressWarnings("NullAway.Init")
    private Visitor visitor;

    @SuppressWarnings("NullAway.Init")
    private Desk own;

    private static String freshCode() {
        String start =
                "91990100MF" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        String body = start + new CreditCode(start + "00").bodyCheckCharacter();
        return body + new CreditCode(body + "0").checkCharacter();
    }

    @BeforeEach
    void register() {
        visitor = new Visitor(port);
        Map<String, Object> company = new HashMap<>(Map.of(
                "organisation",
                name,
                "creditCode",
                code,
                "regionCode",
                "990100",
                "login",
                "open" + code,
                "name",
                "测试",
                "password",
                "sesame 2026 open",
                "roles",
                List.of("BIDDER")));
        assertThat(Desk.stranger(port).post("/api/register", company).status()).isEqualTo(200);
        own = Desk.of(port, "open" + code, "sesame 2026 open");
        own.post(
                "/api/party/entries",
                Map.of(
                        "form",
                        "company",
                        "values",
                        Map.of(
                                "legalType", "企业",
                                "legalRepresentative", "赵某",
                                "address", "明州市建设路1号",
                                "capital", "50000000",
                                "contact", "钱二某",
                                "contactPhone", "13812345678",
                                "bankAccount", "6222020200112233445")));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
    }

    private String published(String decision, Map<String, ?> more) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "creditCode",
                code,
                "subject",
                "BIDDER",
                "category",
                "PUNISHMENT",
                "decision",
                decision,
                "authority",
                "明州市住房和城乡建设局",
                "decidedOn",
                today().minusDays(10).toString(),
                "basis",
                "招标投标法 §53",
                "matter",
                "串通投标",
                "endsOn",
                today().plusYears(2).toString(),
                "repairFrom",
                today().minusDays(1).toString()));
        request.putAll(more);
        String id = Desk.of(port, "centre")
                .post("/api/credit/records", request)
                .body()
                .path("id")
                .asString();
        Desk supervisor = Desk.of(port, "supervisor");
        supervisor.post("/api/credit/records/" + id + "/verification", Map.of("granted", true, "answer", "属实"));
        assertThat(supervisor
                        .post("/api/credit/records/" + id + "/publication", Map.of())
                        .status())
                .isEqualTo(200);
        return id;
    }

    @Test
    void subjectShowsItsPublicFieldsAndNothingElse() {
        assertThat(visitor.get("/subjects?q=" + code).body())
                .contains(name)
                .contains("<b>1</b> 个市场主体")
                .contains("/subjects/" + code);

        String page = visitor.get("/subjects/" + code).body();
        assertThat(page).contains("赵某").contains("明州市建设路1号").contains("主体自行登记");
        assertThat(page)
                .doesNotContain("钱二某")
                .doesNotContain("13812345678")
                .doesNotContain("6222020200112233445")
                .doesNotContain("33445");
        assertThat(visitor.get("/subjects/" + code + ".json").body())
                .contains("赵某")
                .doesNotContain("1381234");
        assertThat(visitor.get("/subjects/91990100MA0000000X").statusCode()).isEqualTo(404);
    }

    @Test
    void listsHaveWordsForNothingAndTurnTheirPages() {
        assertThat(visitor.get("/subjects?q=" + Visitor.encoded("绝没有这家")).body())
                .contains("没有符合条件的市场主体");
        assertThat(visitor.get("/credit?q=" + Visitor.encoded("绝没有这家")).body()).contains("没有公示中的信用记录");
        for (int i = 0; i < 3; i++) {
            published("明建罚〔2026〕页" + i, Map.of());
        }

        visitor.until("/credit?q=" + code + "&size=2", page -> page.contains("<b>3</b>"));
        String first = visitor.page("/credit?q=" + code + "&size=2");
        assertThat(first).contains("第 1 / 2 页").contains("page=1");
        JsonNode second = json.readTree(
                visitor.get("/credit.json?q=" + code + "&size=2&page=1").body());
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("total").asInt()).isEqualTo(3);
    }

    @Test
    void decisionIsShownWithItsDatesAndGoneWithItsRepair() {
        LocalDate from = today().minusDays(5);
        LocalDate to = today().plusYears(1);
        String id = published("明建罚〔2026〕公1", Map.of("barFrom", from.toString(), "barTo", to.toString()));

        visitor.until("/credit/" + id, found -> found.contains("明建罚〔2026〕公1"));
        String page = visitor.page("/credit/" + id);
        assertThat(page)
                .contains("明州市住房和城乡建设局")
                .contains("招标投标法 §53")
                .contains(today().minusDays(10).toString())
                .contains(from + " 至 " + to)
                .contains(today().plusYears(2).toString());
        assertThat(visitor.get("/subjects/" + code).body()).contains("明建罚〔2026〕公1");

        own.post("/api/credit/records/" + id + "/repair", Map.of("plea", "整改理由不公开"));
        Desk.of(port, "supervisor")
                .post("/api/credit/records/" + id + "/repair-answer", Map.of("granted", true, "answer", "属实"));

        visitor.until("/credit?q=" + code, found -> !found.contains("明建罚〔2026〕公1"));
        visitor.until("/credit/" + id, found -> !found.contains("明建罚〔2026〕公1"));
    }

    @Test
    void recordsOfPeopleAreNotOnThePublicSite() {
        String id = published("明建罚〔2026〕人1", Map.of("person", Map.of("name", "孙工某", "idNumber", "11010519491231002X")));

        assertThat(visitor.get("/credit/" + id).statusCode()).isEqualTo(404);
        assertThat(visitor.get("/credit?q=" + code).body()).contains("没有公示中的信用记录");
        assertThat(visitor.get("/subjects/" + code).body()).doesNotContain("孙工某");
    }

    @Test
    void strangeAddressesAreAnsweredWithAPage() {
        assertThat(visitor.get("/credit/not-a-record").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/credit?q=%25_&page=x&size=-1").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/credit?q=%00").statusCode()).isEqualTo(400);
        assertThat(visitor.get("/subjects?page=999999").statusCode()).isEqualTo(200);
    }
}
