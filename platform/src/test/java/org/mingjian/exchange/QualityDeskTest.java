package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.app.SampleSending;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.facts.Facts;
import org.mingjian.ops.PlatformTest;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.mingjian.spec.SampleRecords;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What a data officer sees and does: everything of his own region, in words, and nothing of another city. */
@PlatformTest
class QualityDeskTest {

    /** A city of the sample province, and another one. */
    private static final String NEAR = "E9901220077";

    private static final String FAR = "E9902000077";

    private static int serial = 770_000;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext platform;

    private Desk province;
    private Desk city;

    @BeforeEach
    void officers() {
        province = Desk.of(port, "data");
        city = Desk.of(port, "data2");
    }

    @Test
    void aCityOfficerSeesHisOwnCityOnlyAndTheProvinceSeesAll() {
        DataRecord near = record();
        DataRecord far = record();
        refused(near, NEAR);
        long number = refused(far, FAR);

        assertThat(total(city, near)).isEqualTo(1);
        assertThat(total(city, far)).isZero();
        assertThat(total(province, near) + total(province, far)).isEqualTo(2);
        String one = "/api/exchange/refused/TEST/" + number;
        assertThat(city.get(one).status()).isEqualTo(404);
        assertThat(city.post(one + "/settle", Map.of("reason", "别处的")).status()).isEqualTo(404);
        assertThat(province.get(one).status()).isEqualTo(200);
        assertThat(sources(city)).contains(NEAR).doesNotContain(FAR);
        assertThat(sources(province)).contains(NEAR, FAR);
        assertThat(file(city, far)).doesNotContain(far.key());
        assertThat(file(province, far)).contains(far.key(), FAR, "行业代码不对");
    }

    @Test
    void aRefusalExplainsItselfAndIsCorrectedAtTheField() {
        DataRecord bad = record();
        long number = refused(bad, "");
        JsonNode row =
                province.get("/api/exchange/refused?q=" + bad.key()).body().at("/items/0");

        assertThat(row.at("/findings/0/name").asString()).isNotBlank().isNotEqualTo("INDUSTRIES_TYPE");
        assertThat(row.at("/datasetName").asString()).isEqualTo("项目");
        JsonNode whole = province.get("/api/exchange/refused/TEST/" + number).body();
        assertThat(whole.path("mendable").asBoolean()).isTrue();
        assertThat(field(whole, "INDUSTRIES_TYPE").path("value").asString()).isEqualTo("Z99");
        assertThat(field(whole, "INDUSTRIES_TYPE").path("problems").path(0).asString())
                .isEqualTo("行业代码不对");

        Map<String, Object> mend = Map.of("fields", Map.of("INDUSTRIES_TYPE", "E47"), "reason", "写错");
        String path = "/api/exchange/refused/TEST/" + number + "/resend";
        assertThat(Desk.of(port, "office").post(path, mend).status()).isEqualTo(403);
        assertThat(province.post(path, mend).status()).isEqualTo(200);
        assertThat(total(province, bad)).isZero();
        assertThat(platform.getBean(Facts.class).ofStream("exchange:" + bad.key()))
                .as("whose record and why is no public matter")
                .singleElement()
                .satisfies(fact -> assertThat(fact.disclosed()).isFalse());
    }

    @Test
    void whatOnlyWaitsForItsParentStandsBehindTheCauseAndGoesAgainWithTheOthers() {
        DataRecord cause = record();
        DataRecord waits = record();
        refused(cause, "");
        long number = SampleSending.refused(
                platform, Lane.TEST, waits, "", new Problem("PROJECT_CODE", "cross.parent", "“E99”在500项目中没有入库；请先报那一条"));
        JsonNode page = province.get("/api/exchange/refused?size=100").body();
        List<String> keys = page.path("items")
                .valueStream()
                .map(one -> one.path("key").asString())
                .toList();
        assertThat(keys.indexOf(cause.key()))
                .as("what is itself wrong comes first, though it is older")
                .isNotNegative()
                .isLessThan(keys.indexOf(waits.key()));
        assertThat(page.path("waiting").asInt()).isEqualTo(1);
        assertThat(page.at("/items/" + keys.indexOf(waits.key()) + "/findings/0/title")
                        .asString())
                .isEqualTo("所属记录已经入库");

        Map<String, String> why = Map.of("reason", "所属项目已更正");
        String path = "/api/exchange/refused/resend-waiting";
        assertThat(Desk.of(port, "office").post(path, why).status()).isEqualTo(403);
        assertThat(province.post(path, why).body().path("sent").asInt()).isEqualTo(1);
        assertThat(province.post(path, why).body().path("sent").asInt()).isZero();
        JsonNode after =
                province.get("/api/exchange/refused/TEST/" + number + "/after").body();
        assertThat(after.path("state").asString()).isEqualTo("QUEUED");
        assertThat(after.path("number").asLong()).isGreaterThan(number);
        assertThat(total(province, waits)).isZero();
        assertThat(total(province, cause)).isEqualTo(1);
    }

    @Test
    void whatCameFromBelowIsCorrectedThereOrSettledWithAReason() {
        DataRecord bad = record();
        long number = refused(bad, NEAR);
        String path = "/api/exchange/refused/TEST/" + number;

        Desk.Answer here =
                city.post(path + "/resend", Map.of("fields", Map.of("INDUSTRIES_TYPE", "E47"), "reason", "代改"));
        assertThat(here.status()).isEqualTo(409);
        assertThat(here.body().toString()).contains(NEAR);
        assertThat(city.post(path + "/settle", Map.of("reason", " ")).status()).isEqualTo(400);
        assertThat(city.post(path + "/settle", Map.of("reason", "项目已撤销")).status())
                .isEqualTo(200);
        assertThat(total(city, bad)).isZero();
    }

    @Test
    void personalDataThatAreNotWhatIsWrongAreNotShown() {
        Specification national = platform.getBean(Specifications.class).national();
        DataRecord sample =
                new SampleRecords(national).of(national.dataset("507").orElseThrow(), ++serial);
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        fields.put("PM_CODE", "110101199003070011");
        long number = refused(new DataRecord("507", "", sample.key(), 1, 2, sample.sender(), fields, Map.of()), "");

        JsonNode whole = province.get("/api/exchange/refused/TEST/" + number).body();

        assertThat(field(whole, "PM_CODE").path("hidden").asBoolean()).isTrue();
        assertThat(whole.toString()).doesNotContain("110101199003070011");
    }

    private long refused(DataRecord record, String origin) {
        Problem why = new Problem("INDUSTRIES_TYPE", "field.industry", "行业代码不对");
        return SampleSending.refused(platform, Lane.TEST, record, origin, why);
    }

    private DataRecord record() {
        Specification national = platform.getBean(Specifications.class).national();
        DataRecord sample =
                new SampleRecords(national).of(national.dataset("500").orElseThrow(), ++serial);
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        fields.put("INDUSTRIES_TYPE", "Z99");
        return new DataRecord("500", "", sample.key(), 1, 2, sample.sender(), fields, Map.of());
    }

    private static long total(Desk desk, DataRecord record) {
        return desk.get("/api/exchange/refused?q=" + record.key())
                .body()
                .path("total")
                .asLong();
    }

    private static List<String> sources(Desk desk) {
        return desk.get("/api/exchange/board?book=test").body().path("lines").findValuesAsString("source");
    }

    private static String file(Desk desk, DataRecord record) {
        return new String(
                desk.get("/api/exchange/refused.csv?q=" + record.key()).raw().body(), StandardCharsets.UTF_8);
    }

    private static JsonNode field(JsonNode whole, String code) {
        for (JsonNode one : whole.path("fields")) {
            if (one.path("code").asString().equals(code)) {
                return one;
            }
        }
        throw new AssertionError(code + " is not there");
    }
}
