package org.mingjian.tender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Readers;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What the desk keeps and tells: drafts, notes of the witness, news. */
@PlatformTest
class DeskTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    Tenders tenders;

    @Autowired
    Readers readers;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aNoticeBeingWrittenIsKeptForBothWhoRunTheTradeAndGoesWithItsPublication() {
        String code = SampleTender.accepted(port);
        Desk tenderer = Desk.of(port, "tenderer");
        String path = "/api/trades/" + code + "/notice/draft";

        assertThat(tenderer.get(path).body().path("version").asLong()).isZero();
        JsonNode saved = tenderer.put(path, Map.of("content", Map.of("scope", "道路"), "version", 0))
                .body();
        assertThat(saved.path("version").asLong()).isEqualTo(1);
        assertThat(tenderer.put(path, Map.of("content", Map.of("scope", "旧"), "version", 0))
                        .code())
                .isEqualTo("STALE_VERSION");
        assertThat(tenderer.put(path, Map.of("content", Map.of("scope", "桥梁"), "version", 1))
                        .status())
                .isEqualTo(200);
        JsonNode read = tenderer.get(path).body();
        assertThat(read.path("content").path("scope").asString()).isEqualTo("桥梁");
        assertThat(read.path("savedBy").asString()).isNotEmpty();
        assertThat(Desk.of(port, "bidder1").get(path).status()).isEqualTo(403);
        assertThat(tenderer.put(path, Map.of("content", List.of(1), "version", 2))
                        .code())
                .isEqualTo("INVALID_TERMS");

        SampleTender.ok(tenderer.post(
                "/api/trades/" + code + "/notice",
                SampleTender.publication(tenderer, SampleTender.terms(clock.instant()))));
        assertThat(tenderer.get(path).body().path("version").asLong()).isZero();
        assertThat(tenderer.put(path, Map.of("content", Map.of(), "version", 0)).code())
                .isEqualTo("STALE_VERSION");
    }

    @Test
    void theWitnessNotesWhatHeSeesWhileBidsAreOpenedAndBiddersDoNotReadIt() {
        String code = SampleTender.published(port, clock.instant());
        Desk witness = Desk.of(port, "witness");
        String path = "/api/trades/" + code + "/witness-notes";
        Map<String, Object> note = Map.of("subject", "EQUIPMENT", "text", "开标室投影 09:32 中断 2 分钟");

        assertThat(witness.post(path, note).status()).as("before the opening").isEqualTo(422);
        transaction.executeWithoutResult(status -> tenders.record(
                        code, List.of(TradeAct.open(TradeFact.BIDS_CLOSED, Actor.SYSTEM, Map.of("count", 3))))
                .orRefuse());
        assertThat(witness.post(path, note).status()).isEqualTo(201);

        JsonNode seen = witness.get(path).body().get(0);
        assertThat(seen.path("subject").asString()).isEqualTo("设备与系统");
        assertThat(seen.path("at").asString()).isNotEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        witness.get(path).body().get(0).path("position").asLong())
                .isPositive());
        assertThat(Desk.of(port, "supervisor").get(path).body().size()).isEqualTo(1);
        assertThat(Desk.of(port, "bidder1").get(path).status()).isEqualTo(403);
        assertThat(Desk.of(port, "supervisor").post(path, note).status()).isEqualTo(403);
        assertThat(witness.post(path, Map.of("subject", "X", "text", "x")).status())
                .isEqualTo(400);
    }

    @Test
    void newsTellsOthersActsOfOnesTradesUntilTheyWereSeen() {
        String code = SampleTender.published(port, clock.instant());
        Desk tenderer = Desk.of(port, "tenderer");
        Desk bidder = Desk.of(port, "bidder1");
        Desk stranger = Desk.of(port, "bidder3");
        SampleTender.ok(bidder.post("/api/trades/" + code + "/documents/fetch", Map.of()));
        SampleTender.ok(bidder.post("/api/trades/" + code + "/objections", Map.of("text", "资格条件过高")));

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(acts(tenderer, code))
                .contains("提出异议"));
        assertThat(acts(tenderer, code)).as("the notice was his own act").doesNotContain("发布招标公告并发出招标文件");
        assertThat(acts(bidder, code)).contains("发布招标公告并发出招标文件").doesNotContain("提出异议");
        assertThat(acts(stranger, code)).as("a trade that he did not join").isEmpty();

        JsonNode newest = tenderer.get("/api/messages").body().get(0);
        assertThat(newest.path("fresh").asBoolean()).isTrue();
        tenderer.post(
                "/api/messages/seen", Map.of("position", newest.path("position").asLong()));
        assertThat(tenderer.get("/api/messages").body().valueStream())
                .noneMatch(one -> one.path("fresh").asBoolean());

        readers.rebuild("news");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(acts(tenderer, code))
                .contains("提出异议"));
    }

    private static List<String> acts(Desk desk, String code) {
        return desk.get("/api/messages")
                .body()
                .valueStream()
                .filter(one -> one.path("trade").asString().equals(code))
                .map(one -> one.path("act").asString())
                .toList();
    }
}
