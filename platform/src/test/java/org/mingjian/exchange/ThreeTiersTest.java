package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.exchange.Tiers.changed;
import static org.mingjian.exchange.Tiers.count;
import static org.mingjian.exchange.Tiers.deleted;
import static org.mingjian.exchange.Tiers.keys;
import static org.mingjian.exchange.Tiers.text;
import static org.mingjian.exchange.Tiers.with;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.exchange.app.SampleSending;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.registry.app.ReportingUp;
import org.mingjian.spec.DataRecord;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A city, a province and the nation, with a line between the last two that can do everything wrong. */
class ThreeTiersTest implements ExchangeFaults, ExchangeWays {

    @TempDir
    static Path folder;

    private static Tiers tiers;
    private static Nodes.Node nation;
    private static Nodes.Node province;
    private static Nodes.Node city;
    private static FaultyLine line;
    private static long seed;

    @BeforeAll
    static void aCityAProvinceAndTheNation() {
        tiers = new Tiers(folder);
        nation = tiers.nation;
        province = tiers.province;
        city = tiers.city;
        line = tiers.line;
        seed = tiers.seed;
    }

    @AfterAll
    static void stop() {
        tiers.close();
    }

    @Override
    public Tiers tiers() {
        return tiers;
    }

    @Test
    void nothingIsLostOrDoubledHoweverTheLineMisbehaves() {
        line.faults(50);
        int before = line.faults();
        List<DataRecord> sent = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            List<DataRecord> some = new ArrayList<>();
            for (int n = 0; n < 25; n++) {
                some.add(tiers.project(1000 + round * 25 + n, "工程" + round + "-" + n));
            }
            SampleSending.offer(province.context(), Lane.TEST, some);
            sent.addAll(some);
            settle(round * 15);
        }
        line.faults(0);

        tiers.awaitState("ACCEPTED", sent);

        assertThat(line.faults()).as("seed %d", seed).isGreaterThan(before);
        assertThat(count(nation, "select count(*) from exchange.inbound where lane = 'TEST'"))
                .as("each arrived once, seed %d", seed)
                .isEqualTo(count(province, "select last from exchange.lane_out where lane = 'TEST'"));
        assertThat(standing(nation)).containsAll(keys(sent));
        assertThat(SampleSending.standing(nation.context(), province.code(), "test"))
                .as("seed %d", seed)
                .isEqualTo(SampleSending.sent(province.context(), "test"));
    }

    /** Until something more has arrived, so that sending and queueing overlap. */
    private static void settle(int atLeast) {
        Awaitility.await("some arrive")
                .atMost(Duration.ofSeconds(60))
                .until(() -> count(nation, "select count(*) from exchange.inbound where lane = 'TEST'") >= atLeast);
    }

    @Test
    void aRefusalSaysDatasetKeyFieldRuleAndWords() {
        DataRecord good = tiers.project(1, "好的工程");
        Map<String, String> fields = new LinkedHashMap<>(good.fields());
        fields.put("INDUSTRIES_TYPE", "Z99");
        DataRecord bad = with(good, fields);
        SampleSending.offer(province.context(), Lane.TEST, List.of(bad));
        tiers.awaitState("REFUSED", List.of(bad));

        String problems = text(province, "select problems from exchange.outbound where key = '" + bad.key() + "'");
        assertThat(problems)
                .contains("INDUSTRIES_TYPE")
                .contains("field.industry")
                .contains("行业");

        SampleSending.offer(province.context(), Lane.TEST, List.of(good));
        tiers.awaitState("ACCEPTED", List.of(good));
        assertThat(text(
                        province,
                        "select string_agg(op::text || state, ',' order by number) from exchange.outbound where key = '"
                                + good.key() + "'"))
                .as("never stood above, so it is new again")
                .isEqualTo("1REFUSED,1ACCEPTED");
    }

    @Test
    void theDataOfficerCorrectsWhatWasRefusedAndTheLedgersAgree() {
        DataRecord good = tiers.project(7, "待更正的工程");
        Map<String, String> fields = new LinkedHashMap<>(good.fields());
        fields.put("REGION_CODE", "010101");
        SampleSending.offer(province.context(), Lane.TEST, List.of(with(good, fields)));
        tiers.awaitState("REFUSED", List.of(good));
        Desk officer = Desk.of(province.port(), "data");

        var refused = officer.get("/api/exchange/refused?q=" + good.key()).body();
        assertThat(refused.path("total").asInt()).isEqualTo(1);
        assertThat(refused.at("/items/0/findings/0/field").asString()).isEqualTo("REGION_CODE");
        String path =
                "/api/exchange/refused/TEST/" + refused.at("/items/0/number").asLong() + "/resend";
        Map<String, Object> mend = Map.of("fields", Map.of("REGION_CODE", "140100"), "reason", "区划代码写错");
        assertThat(Desk.of(province.port(), "bidder1").post(path, mend).status())
                .isEqualTo(403);
        assertThat(officer.post(path, mend).status()).isEqualTo(200);
        tiers.awaitState("ACCEPTED", List.of(good));
        assertThat(officer.post(path, mend).status()).as("settled now").isEqualTo(409);

        Awaitility.await("both ledgers agree")
                .atMost(Duration.ofSeconds(25))
                .until(() -> ExchangeWays.differences(officer) == 0);
        var board = officer.get("/api/exchange/board?book=test").body();
        assertThat(new java.math.BigDecimal(board.at("/rates/mended/percent").asString()))
                .isPositive();
        assertThat(board.path("lines")).isNotEmpty();
        var above = Desk.of(nation.port(), "data")
                .get("/api/exchange/board?side=received&book=test")
                .body();
        assertThat(above.at("/lines/0/source").asString()).isEqualTo(province.code());
    }

    @Test
    void whatOneSideLostIsFoundKeyByKey() {
        DataRecord record = tiers.project(8, "上级丢了的工程");
        SampleSending.offer(province.context(), Lane.TEST, List.of(record));
        tiers.awaitState("ACCEPTED", List.of(record));
        nation.bean(JdbcClient.class)
                .sql("update exchange.standing set content = 'x' where key = :key")
                .param("key", record.key())
                .update();
        Desk officer = Desk.of(province.port(), "data");

        officer.post("/api/exchange/compare", Map.of());

        var found = officer.get("/api/exchange/differences").body().path("items");
        nation.bean(JdbcClient.class)
                .sql("delete from exchange.standing where key = :key")
                .param("key", record.key())
                .update();
        officer.post("/api/exchange/compare", Map.of());
        var missing = officer.get("/api/exchange/differences").body().path("items");
        assertThat(found.toString()).contains(record.key()).contains("DIFFERENT");
        assertThat(missing.toString()).contains(record.key()).contains("MISSING");
        province.bean(JdbcClient.class)
                .sql("delete from exchange.outbound where key = :key")
                .param("key", record.key())
                .update();
    }

    @Test
    void operationsAreMergedAsTheUpperLedgerNeedsThem() {
        DataRecord first = tiers.project(2, "第一稿");
        SampleSending.offer(province.context(), Lane.TEST, List.of(first));
        SampleSending.offer(province.context(), Lane.TEST, List.of(first));
        SampleSending.offer(province.context(), Lane.TEST, List.of(changed(first, "第二稿")));
        tiers.awaitState("ACCEPTED", List.of(first));
        SampleSending.offer(province.context(), Lane.TEST, List.of(deleted(first)));
        SampleSending.offer(province.context(), Lane.TEST, List.of(deleted(first)));
        tiers.awaitState("ACCEPTED", List.of(first));
        SampleSending.offer(province.context(), Lane.TEST, List.of(changed(first, "第三稿")));
        tiers.awaitState("ACCEPTED", List.of(first));

        assertThat(text(
                        province,
                        "select string_agg(op::text, ',' order by number) from exchange.outbound where key = '"
                                + first.key() + "'"))
                .isEqualTo("1,2,3,1");
    }

    @Test
    void testDataNeverTouchesTheRealLedgerAndTheWrongChannelIsRefused() {
        DataRecord record = tiers.project(3, "只是试一试");
        SampleSending.offer(province.context(), Lane.TEST, List.of(record));
        tiers.awaitState("ACCEPTED", List.of(record));

        assertThat(count(
                        nation,
                        "select count(*) from exchange.standing where book = 'real' and key = '" + record.key() + "'"))
                .isZero();
        SampleSending.raw(province.context(), Lane.LIVE, tiers.project(4, "走错通道"));
        tiers.awaitState("REFUSED", List.of(tiers.project(4, "走错通道")));
        assertThat(text(
                        province,
                        "select problems from exchange.outbound where key = '"
                                + tiers.project(4, "走错通道").key() + "'"))
                .contains("exchange.channel");
    }

    private static List<String> standing(Nodes.Node node) {
        return node.bean(JdbcClient.class)
                .sql("select key from exchange.standing where not deleted")
                .query(String.class)
                .list();
    }

    @Test
    void aNoticeOfTheCityStandsWithTheNationAndTheCityIsTold() {
        String code = SampleTender.published(
                city.port(), city.bean(InstantSource.class).instant());

        Awaitility.await("the nation's word in the city")
                .atMost(Duration.ofSeconds(30))
                .until(() -> told(city, code) == 6);
        assertThat(datasets(nation)).contains("500", "501", "502", "503", "504", "518");
        assertThat(datasets(province)).containsAll(List.of("500", "501", "502", "503", "504", "518"));
        assertThat(filesOf(nation, city, code)).isEqualTo(1);
    }

    /** Records of the trade that the nation accepted, as the city knows. */
    private static int told(Nodes.Node city, String code) {
        return city.bean(JdbcClient.class)
                .sql("select count(*) from exchange.outbound where trade = :code and state = 'ACCEPTED'"
                        + " and higher like '%\"level\":\"E9900000001\"%' and higher like '%\"good\":true%'")
                .param("code", code)
                .query(Integer.class)
                .single();
    }

    private static List<String> datasets(Nodes.Node node) {
        return node.bean(JdbcClient.class)
                .sql("select distinct dataset from exchange.standing where book = 'test' order by dataset")
                .query(String.class)
                .list();
    }

    private static long filesOf(Nodes.Node nation, Nodes.Node city, String code) {
        String sm3 = city.bean(JdbcClient.class)
                .sql("select files from exchange.outbound where trade = :code and dataset = '518'")
                .param("code", code)
                .query(String.class)
                .single();
        String digest = sm3.replaceAll(".*\"sm3\":\"([0-9a-f]{64})\".*", "$1");
        return nation.bean(org.mingjian.exchange.store.FileStore.class).has(digest) ? 1 : 0;
    }

    @Test
    void whatACityRegistersIsKnownToTheNation() {
        Desk officer = Desk.of(city.port(), "data");
        Desk.Answer kept = officer.post(
                "/api/registry/entries",
                Map.of(
                        "kind", "EXPERT_POOL",
                        "region", "990100",
                        "name", "某市评标专家库",
                        "fields", Map.of("operator", "某市中心", "experts", "1200")));
        assertThat(kept.status()).as("%s", kept.body()).isEqualTo(200);

        Awaitility.await("the nation knows it").atMost(Duration.ofSeconds(30)).until(() -> {
            city.bean(ReportingUp.class).report();
            province.bean(ReportingUp.class).report();
            return Desk.of(nation.port(), "data")
                    .get("/api/registry/entries?kind=EXPERT_POOL")
                    .body()
                    .path("items")
                    .toString()
                    .contains("\"node\":\"" + city.code() + "\"");
        });
    }
}
