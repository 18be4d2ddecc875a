package org.mingjian.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 数据范围 of decisions about a record: the subject is of the city 990100, the county is 990122. */
@PlatformTest
class CreditRegionTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    private final String number = "罚〔2026〕" + UUID.randomUUID() + "号";

    private String collectedBy(String login) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"));
        Desk.Answer answer = Desk.of(port, login)
                .post(
                        "/api/credit/records",
                        Map.of(
                                "creditCode",
                                "91990100MA00000D34",
                                "subject",
                                "BIDDER",
                                "category",
                                "VIOLATION",
                                "decision",
                                number,
                                "authority",
                                "明州市住房和城乡建设局",
                                "decidedOn",
                                today.minusDays(10).toString(),
                                "basis",
                                "招标投标法 §53",
                                "matter",
                                "人员未到岗",
                                "endsOn",
                                today.plusYears(3).toString(),
                                "repairFrom",
                                today.minusDays(1).toString()));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().path("id").asString();
    }

    private static Desk.Answer decide(Desk desk, String id, String what, boolean granted) {
        return desk.post("/api/credit/records/" + id + "/" + what, Map.of("granted", granted, "answer", "经核查"));
    }

    private static boolean mustAct(Desk desk, String record) {
        return desk.get("/api/todo").body().valueStream().anyMatch(one -> one.path("href")
                .asString()
                .endsWith(record));
    }

    @Test
    void onlyASupervisorWhoseRegionItIsDecidesAboutIt() {
        Desk subject = Desk.of(port, "bidder2");
        Desk county = Desk.of(port, "supervisor2");
        Desk city = Desk.of(port, "supervisor");
        String id = collectedBy("centre");

        assertThat(mustAct(county, id)).isFalse();
        decidedByTheCityOnly(county, city, id, "verification");
        assertThat(county.post("/api/credit/records/" + id + "/publication", Map.of())
                        .code())
                .isEqualTo("OUT_OF_REACH");
        assertThat(city.post("/api/credit/records/" + id + "/publication", Map.of())
                        .status())
                .isEqualTo(200);
        subject.post("/api/credit/records/" + id + "/appeal", Map.of("plea", "事实不清"));
        assertThat(mustAct(county, id)).isFalse();
        assertThat(decide(county, id, "appeal-answer", false).code()).isEqualTo("OUT_OF_REACH");
        assertThat(decide(city, id, "appeal-answer", false).status()).isEqualTo(200);
        subject.post("/api/credit/records/" + id + "/repair", Map.of("plea", "已整改"));
        decidedByTheCityOnly(county, city, id, "repair-answer");
    }

    private static void decidedByTheCityOnly(Desk county, Desk city, String id, String what) {
        Desk.Answer foreign = decide(county, id, what, true);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.code()).isEqualTo("OUT_OF_REACH");
        assertThat(decide(city, id, what, true).status()).isEqualTo(200);
    }

    /** What the county itself collected about a subject of the city is also the county's to decide. */
    @Test
    void whereItWasCollectedItMayBeDecidedToo() {
        String id = collectedBy("centre2");
        Desk county = Desk.of(port, "supervisor2");

        assertThat(mustAct(county, id)).isTrue();
        assertThat(decide(county, id, "verification", true).status()).isEqualTo(200);
        assertThat(Desk.of(port, "supervisor").get("/api/credit/records/" + id).status())
                .as("the city reaches the county")
                .isEqualTo(200);
        assertThat(Desk.of(port, "bidder1")
                        .post("/api/credit/records/" + id + "/appeal", Map.of("plea", "不服"))
                        .body()
                        .toString())
                .as("a stranger is not told the decision's number")
                .doesNotContain(number);
    }
}
