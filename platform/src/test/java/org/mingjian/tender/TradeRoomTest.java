package org.mingjian.tender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.tender.NoticeTest.assertProblem;
import static org.mingjian.tender.NoticeTest.assertRefused;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What people do and see between notice and deadline, through HTTP. */
@PlatformTest
class TradeRoomTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    Facts facts;

    TradeRoom room;

    @BeforeEach
    void publish() {
        room = TradeRoom.open(port, clock.instant());
    }

    @Test
    void whoFetchesIsSecretAndFetchingTwiceIsOnce() {
        Desk.Answer first = room.bidder().post(room.at("/documents/fetch"), Map.of());
        room.bidder().post(room.at("/documents/fetch"), Map.of());

        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(facts.ofStream("trade:" + room.code()))
                .as("a gap in the public numbers would tell how many fetched")
                .noneMatch(fact -> fact.kind().equals("documents.fetched"));
        assertThat(facts.ofStream("bids:" + room.code()))
                .filteredOn(fact -> fact.kind().equals("documents.fetched"))
                .hasSize(1)
                .allMatch(fact -> fact.secrecy() == Secrecy.SEALED);
        assertThat(room.kinds(room.tenderer())).doesNotContain("documents.fetched");
        assertThat(room.kinds(room.other())).doesNotContain("documents.fetched");
        assertThat(room.bidder().get(room.at("")).body().path("joined").asBoolean())
                .isTrue();
    }

    @Test
    void documentsAreDownloadedAfterFetchingOnly() {
        String href = room.bidder()
                .get(room.at("/documents"))
                .body()
                .get(0)
                .path("href")
                .asString();

        Desk.Answer before = room.bidder().get(href);
        room.bidder().post(room.at("/documents/fetch"), Map.of());
        Desk.Answer after = room.bidder().get(href);

        assertRefused(before, "FETCH_FIRST", "招标公告");
        assertThat(after.status()).isEqualTo(200);
        assertThat(new String(after.raw().body(), java.nio.charset.StandardCharsets.US_ASCII))
                .startsWith("%PDF");
        assertThat(room.bidder().get(room.at("/documents/" + "0".repeat(64))).code())
                .isEqualTo("DOCUMENT_NOT_FOUND");
    }

    @Test
    void clarificationMakesANewVersionWithAVisibleDifference() {
        Map<String, Object> terms = SampleTender.terms(room.start());
        terms.put("durationDays", 200);

        Desk.Answer answer = room.tenderer()
                .post(
                        room.at("/clarifications"),
                        Map.of(
                                "text",
                                "工期改为 200 日",
                                "affectsPreparation",
                                true,
                                "terms",
                                terms,
                                "files",
                                List.of(SampleTender.upload(room.tenderer(), "澄清一.pdf"))));
        JsonNode difference =
                room.bidder().get(room.at("/versions/difference?from=1&to=2")).body();

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().path("version").asInt()).isEqualTo(2);
        assertThat(difference.path("fields")).hasSize(1);
        assertThat(difference.path("fields").get(0).path("title").asString()).isEqualTo("计划工期（日）");
        assertThat(difference.path("fields").get(0).path("before").asString()).isEqualTo("180");
        assertThat(difference.path("fields").get(0).path("after").asString()).isEqualTo("200");
        assertThat(difference.path("lines").toString()).contains("ADDED", "计划工期：200 日");
        assertThat(room.bidder().get(room.at("/versions")).body()).hasSize(2);
        assertThat(room.bidder().get(room.at("/documents")).body()).hasSize(2);
        assertThat(room.bidder()
                        .get(room.at(""))
                        .body()
                        .path("terms")
                        .path("durationDays")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void staleVersionOfTheTradeIsAConflict() {
        Desk.Answer answer = room.tenderer()
                .post(room.at("/clarifications"), Map.of("text", "更正", "affectsPreparation", false, "version", 0));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("STALE_VERSION");
    }

    @Test
    void brokenTermsAreAProblemInAClarificationToo() {
        Map<String, Object> terms = SampleTender.terms(room.start());
        terms.put("ceilingPrice", "0");

        Desk.Answer answer = room.tenderer()
                .post(room.at("/clarifications"), Map.of("text", "更正", "affectsPreparation", false, "terms", terms));

        assertProblem(answer, "terms.ceilingPrice", "NOT_POSITIVE");
    }

    @Test
    void theAskerIsHiddenFromEverybodyAndTheAnswerIsForAll() {
        room.bidder().post(room.at("/documents/fetch"), Map.of());
        Desk.Answer asked = room.bidder().post(room.at("/questions"), Map.of("text", "管径以哪张图为准？"));
        String id = asked.body().path("id").asString();
        JsonNode toTenderer = room.tenderer().get(room.at("/questions")).body();
        JsonNode toOther = room.other().get(room.at("/questions")).body();
        JsonNode todo = room.tenderer().get("/api/todo").body();

        Desk.Answer answered =
                room.tenderer().post(room.at("/questions/" + id + "/answer"), Map.of("answer", "以图 3 为准"));

        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
        assertThat(toTenderer).hasSize(1);
        assertThat(toTenderer.toString()).contains("管径").doesNotContain("江北建工", "孙立");
        assertThat(toOther).isEmpty();
        assertThat(todo.toString()).contains("questions:" + room.code());
        assertThat(answered.status()).isEqualTo(200);
        assertThat(room.other()
                        .get(room.at("/questions"))
                        .body()
                        .get(0)
                        .path("answer")
                        .asString())
                .isEqualTo("以图 3 为准");
        String seenByOther = room.other().get(room.at("/timeline")).body().toString();
        assertThat(seenByOther).contains("以图 3 为准").doesNotContain("江北建工");
        assertThat(room.supervisor().get(room.at("/timeline")).body().toString())
                .doesNotContain("江北建工");
    }

    @Test
    void whoHasNoDocumentsAsksNothing() {
        Desk.Answer answer = room.other().post(room.at("/questions"), Map.of("text", "何时开标？"));

        assertRefused(answer, "FETCH_FIRST", "招标投标法 §23");
    }

    @Test
    void anAnswerIsGivenOnce() {
        room.bidder().post(room.at("/documents/fetch"), Map.of());
        String id = room.bidder()
                .post(room.at("/questions"), Map.of("text", "问"))
                .body()
                .path("id")
                .asString();
        room.tenderer().post(room.at("/questions/" + id + "/answer"), Map.of("answer", "答"));

        Desk.Answer again = room.tenderer().post(room.at("/questions/" + id + "/answer"), Map.of("answer", "改口"));

        assertRefused(again, "ANSWERED", "招标投标法 §23");
        assertThat(room.tenderer()
                        .post(room.at("/questions/" + UUID.randomUUID() + "/answer"), Map.of("answer", "答"))
                        .code())
                .isEqualTo("QUESTION_NOT_FOUND");
    }

    @Test
    void anObjectionHoldsTheTradeUntilItIsAnswered() {
        Desk.Answer raised = room.bidder().post(room.at("/objections"), Map.of("text", "资质条件过高"));
        String id = raised.body().path("id").asString();
        int held = room.tenderer().get(room.at("")).body().path("holds").asInt();
        JsonNode todo = room.tenderer().get("/api/todo").body();

        Desk.Answer answered =
                room.tenderer().post(room.at("/objections/" + id + "/answer"), Map.of("answer", "维持，理由如下"));

        assertThat(raised.status()).as(raised.body().toString()).isEqualTo(201);
        assertThat(held).isOne();
        JsonNode duty = todo.valueStream()
                .filter(one -> one.path("id").asString().equals("objection:" + id))
                .findFirst()
                .orElseThrow();
        assertThat(duty.path("basis").asString()).isEqualTo("招标投标法实施条例 §22");
        assertThat(duty.path("why").asString()).contains("答复前暂停招标投标活动", "末日");
        assertThat(answered.status()).isEqualTo(200);
        assertThat(room.tenderer().get(room.at("")).body().path("holds").asInt())
                .isZero();
        assertThat(room.other().get(room.at("/objections")).body()).isEmpty();
        assertThat(room.bidder()
                        .get(room.at("/objections"))
                        .body()
                        .get(0)
                        .path("answer")
                        .asString())
                .isEqualTo("维持，理由如下");
        assertThat(room.kinds(room.bidder())).contains("objection.raised", "objection.answered");
        assertThat(room.kinds(room.other())).doesNotContain("objection.raised", "objection.answered");
        assertThat(room.kinds(room.supervisor())).contains("objection.raised", "objection.answered");
    }

    @Test
    void proofOfAnObjectionIsReadByThoseItConcerns() {
        JsonNode raised = room.bidder()
                .post(
                        room.at("/objections"),
                        Map.of("text", "见附件", "files", List.of(SampleTender.upload(room.bidder(), "证明.pdf"))))
                .body();
        String path = room.at("/objections/" + raised.path("id").asString() + "/files/"
                + raised.path("files").get(0).path("sm3").asString());

        assertThat(room.tenderer().get(path).status()).isEqualTo(200);
        assertThat(room.supervisor().get(path).status()).isEqualTo(200);
        assertThat(room.other().get(path).code()).isEqualTo("DOCUMENT_NOT_FOUND");
    }

    @Test
    void aSuspendedTradeStandsStillUntilItIsResumed() {
        Desk.Answer suspended =
                room.supervisor().post(room.at("/suspend"), Map.of("basis", "招标投标法实施条例 §62", "reason", "投诉处理期间"));
        Desk.Answer clarify =
                room.tenderer().post(room.at("/clarifications"), Map.of("text", "更正", "affectsPreparation", false));

        Desk.Answer resumed = room.supervisor().post(room.at("/resume"), Map.of("reason", "投诉不成立"));

        assertThat(suspended.body().path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(suspended.body().path("before").asString()).isEqualTo("BIDDING");
        assertRefused(clarify, "WRONG_STATE", "招标投标法 §23");
        assertThat(resumed.body().path("state").asString()).isEqualTo("BIDDING");
        assertThat(room.kinds(room.other())).contains("trade.suspended", "trade.resumed");
    }

    @Test
    void onlyTheSupervisorSuspendsAndOnlyTheTendererEndsIt() {
        Map<String, String> order = Map.of("basis", "条例 §62", "reason", "试试");

        assertThat(room.tenderer().post(room.at("/suspend"), order).status()).isEqualTo(403);
        assertThat(Desk.of(port, "agency")
                        .post(room.at("/terminate"), Map.of("reason", "试试"))
                        .status())
                .isEqualTo(403);
        assertThat(room.supervisor()
                        .post(room.at("/resume"), Map.of("reason", "没有暂停"))
                        .code())
                .isEqualTo("WRONG_STATE");
        assertThat(room.tenderer()
                        .post(room.at("/terminate"), Map.of("reason", "项目取消"))
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("TERMINATED");
        assertThat(room.tenderer()
                        .post(room.at("/terminate"), Map.of("reason", "再来"))
                        .code())
                .isEqualTo("WRONG_STATE");
    }

    @Test
    void everybodySeesPublishedTradesAndOnlyTheirOwnBefore() {
        String hidden = SampleTender.accepted(port);

        assertThat(room.bidder().get("/api/trades/" + hidden).code()).isEqualTo("NOT_YOUR_TRADE");
        assertThat(room.bidder().get("/api/trades/NO-SUCH").code()).isEqualTo("TRADE_NOT_FOUND");
        assertThat(total(room.bidder(), "q=" + hidden)).isZero();
        assertThat(total(room.bidder(), "q=" + room.code())).isOne();
        assertThat(total(room.bidder(), "mine=true&q=" + room.code())).isZero();
        assertThat(total(Desk.of(port, "agency"), "q=" + room.code())).isZero();
        assertThat(total(room.tenderer(), "mine=true&state=BIDDING&q=" + room.code()))
                .isOne();
        assertThat(total(Desk.of(port, "centre"), "q=" + hidden)).isOne();
        room.bidder().post(room.at("/documents/fetch"), Map.of());
        assertThat(total(room.bidder(), "mine=true&q=" + room.code())).isOne();
        assertThat(room.bidder().get("/api/trades?size=1000").status()).isEqualTo(400);
    }

    @Test
    void theClockCertificateShowsEveryClockWithItsArticle() {
        JsonNode clocks = room.bidder().get(room.at("/clocks")).body().path("clocks");

        assertThat(clocks.valueStream()
                        .map(one -> one.path("finding").path("rule").asString()))
                .contains("G-T01", "G-T02");
        assertThat(clocks.valueStream())
                .allMatch(one -> !one.path("finding").path("basis").asString().isBlank());
    }

    @Test
    void theTimelineEndsWithWhatComesNext() {
        JsonNode next = room.bidder().get(room.at("/timeline")).body().path("next");

        assertThat(next.valueStream().map(one -> one.path("what").asString())).contains("投标截止、开标");
    }

    @Test
    void evidenceOfASealedFactIsNotThereForOthersWhileBiddingRuns() {
        room.bidder().post(room.at("/documents/fetch"), Map.of());
        room.bidder().post(room.at("/questions"), Map.of("text", "工期能否顺延"));
        long seq = facts.ofStream("trade:" + room.code()).getLast().seq();

        Desk.Answer own = room.bidder().get(room.at("/facts/" + seq + "/evidence"));
        Desk.Answer others = room.other().get(room.at("/facts/" + seq + "/evidence"));
        Desk.Answer watched = room.supervisor().get(room.at("/facts/" + seq + "/evidence"));
        Desk.Answer open = room.other().get(room.at("/facts/1/evidence"));

        assertThat(own.body().has("content")).isTrue();
        assertThat(others.code()).isEqualTo("FACT_NOT_FOUND");
        assertThat(watched.status()).isEqualTo(200);
        assertThat(watched.body().has("content")).isFalse();
        assertThat(open.body().path("content").path("kind").asString()).isEqualTo("trade.registered");
    }

    @Test
    void aPlanIsPublishedAtOnce() {
        Map<String, Object> plan = Map.of(
                "title", "南环路" + UUID.randomUUID(),
                "regionCode", "990100",
                "tradeClass", "A02",
                "scope", "道路",
                "investment", "12000000.00",
                "month", "2099-06");

        Desk.Answer published = room.tenderer().post("/api/plans", plan);

        assertThat(published.status()).as(published.body().toString()).isEqualTo(201);
        String id = published.body().path("id").asString();
        assertThat(facts.ofStream("plan:" + id)).hasSize(1).allMatch(fact -> fact.secrecy() == Secrecy.PUBLIC);
        assertThat(room.bidder()
                        .get("/api/plans?q="
                                + published
                                        .body()
                                        .path("plan")
                                        .path("title")
                                        .asString()
                                        .substring(3))
                        .body()
                        .path("total")
                        .asInt())
                .isOne();
        assertThat(room.bidder().post("/api/plans", plan).status()).isEqualTo(403);
    }

    @Test
    void aPlanForAMonthThatIsOverIsAProblem() {
        Desk.Answer answer = room.tenderer()
                .post(
                        "/api/plans",
                        Map.of(
                                "title", "南环路",
                                "regionCode", "990100",
                                "tradeClass", "A02",
                                "scope", "道路",
                                "investment", "12000000.00",
                                "month", "2020-06"));

        assertProblem(answer, "month", "IN_THE_PAST");
    }

    private static long total(Desk desk, String query) {
        return desk.get("/api/trades?" + query).body().path("total").asLong(-1);
    }
}
