package org.mingjian.tender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.tender.NoticeTest.assertProblem;
import static org.mingjian.tender.NoticeTest.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** What happens between the notice and the deadline, through HTTP; it moves the clock and therefore is alone. */
@PlatformTest
@DirtiesContext
class BiddingTimeTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    SandboxClock sandbox;

    @Autowired
    Facts facts;

    Desk tenderer;
    Desk bidder;
    Desk other;
    Desk supervisor;
    Instant start;
    String code;

    @BeforeEach
    void publish() {
        tenderer = Desk.of(port, "tenderer");
        bidder = Desk.of(port, "bidder1");
        other = Desk.of(port, "bidder2");
        supervisor = Desk.of(port, "supervisor");
        start = clock.instant();
        code = SampleTender.published(port, start);
    }

    private String at(String tail) {
        return "/api/trades/" + code + tail;
    }

    private void pass(int days) {
        sandbox.moveTo(start.plus(Duration.ofDays(days)));
    }

    // documents

    @Test
    void whoFetchesIsSecretAndFetchingTwiceIsOnce() {
        Desk.Answer first = bidder.post(at("/documents/fetch"), Map.of());
        bidder.post(at("/documents/fetch"), Map.of());

        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(facts.ofStream("trade:" + code))
                .filteredOn(fact -> fact.kind().equals("documents.fetched"))
                .hasSize(1)
                .allMatch(fact -> fact.secrecy() == Secrecy.SEALED);
        assertThat(kinds(bidder)).contains("documents.fetched");
        assertThat(kinds(tenderer)).doesNotContain("documents.fetched");
        assertThat(kinds(other)).doesNotContain("documents.fetched");
        assertThat(bidder.get(at("")).body().path("joined").asBoolean()).isTrue();
    }

    @Test
    void documentsAreDownloadedAfterFetchingOnly() {
        String href = bidder.get(at("/documents")).body().get(0).path("href").asString();

        Desk.Answer before = bidder.get(href);
        bidder.post(at("/documents/fetch"), Map.of());
        Desk.Answer after = bidder.get(href);

        assertRefused(before, "FETCH_FIRST", "招标公告");
        assertThat(after.status()).isEqualTo(200);
        assertThat(new String(after.raw().body(), java.nio.charset.StandardCharsets.US_ASCII))
                .startsWith("%PDF");
        assertThat(bidder.get(at("/documents/" + "0".repeat(64))).code()).isEqualTo("DOCUMENT_NOT_FOUND");
    }

    @Test
    void documentsAreNotHandedOutAfterTheSale() {
        pass(7);

        Desk.Answer answer = bidder.post(at("/documents/fetch"), Map.of());

        assertRefused(answer, "SALE_ENDED", "招标公告");
    }

    // clarifications

    @Test
    void clarificationMakesANewVersionWithAVisibleDifference() {
        Map<String, Object> terms = SampleTender.terms(start);
        terms.put("durationDays", 200);

        Desk.Answer answer = tenderer.post(
                at("/clarifications"),
                Map.of(
                        "text",
                        "工期改为 200 日",
                        "affectsPreparation",
                        true,
                        "terms",
                        terms,
                        "files",
                        List.of(SampleTender.upload(tenderer, "澄清一.pdf"))));
        JsonNode difference = bidder.get(at("/versions/difference?from=1&to=2")).body();

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.body().path("version").asInt()).isEqualTo(2);
        assertThat(difference.path("fields")).hasSize(1);
        assertThat(difference.path("fields").get(0).path("title").asString()).isEqualTo("计划工期（日）");
        assertThat(difference.path("fields").get(0).path("before").asString()).isEqualTo("180");
        assertThat(difference.path("fields").get(0).path("after").asString()).isEqualTo("200");
        assertThat(difference.path("lines").toString()).contains("ADDED", "计划工期：200 日");
        assertThat(bidder.get(at("/versions")).body()).hasSize(2);
        assertThat(bidder.get(at("/documents")).body()).hasSize(2);
        assertThat(bidder.get(at("")).body().path("terms").path("durationDays").asInt())
                .isEqualTo(200);
    }

    @Test
    void fourteenDaysBeforeTheDeadlineItHasToMove() {
        pass(7);
        Map<String, Object> request = Map.of("text", "补充图纸", "affectsPreparation", true);

        Desk.Answer refused = tenderer.post(at("/clarifications"), request);
        Desk.Answer moved = tenderer.post(
                at("/clarifications"),
                Map.of(
                        "text",
                        "补充图纸",
                        "affectsPreparation",
                        true,
                        "bidDeadline",
                        start.plus(Duration.ofDays(23)).toString()));

        assertRefused(refused, "G-T05", "招标投标法 §23、招标投标法实施条例 §21");
        assertThat(moved.status()).as(moved.body().toString()).isEqualTo(201);
        assertThat(kinds(bidder)).contains("clarification.issued", "deadline.moved");
        assertThat(bidder.get(at("")).body().path("terms").path("bidDeadline").asString())
                .isEqualTo(start.plus(Duration.ofDays(23)).toString());
    }

    @Test
    void whatDoesNotAffectBidsMayComeLate() {
        pass(15);

        Desk.Answer answer =
                tenderer.post(at("/clarifications"), Map.of("text", "更正一处错别字", "affectsPreparation", false));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    @Test
    void anEarlierDeadlineAlwaysAffectsBids() {
        pass(7);

        Desk.Answer answer = tenderer.post(
                at("/clarifications"),
                Map.of(
                        "text",
                        "提前",
                        "affectsPreparation",
                        false,
                        "bidDeadline",
                        start.plus(Duration.ofDays(20).plusHours(1)).toString()));

        assertRefused(answer, "G-T05", "招标投标法 §23、招标投标法实施条例 §21");
    }

    @Test
    void staleVersionOfTheTradeIsAConflict() {
        Desk.Answer answer =
                tenderer.post(at("/clarifications"), Map.of("text", "更正", "affectsPreparation", false, "version", 0));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("STALE_VERSION");
    }

    @Test
    void brokenTermsAreAProblemInAClarificationToo() {
        Map<String, Object> terms = SampleTender.terms(start);
        terms.put("ceilingPrice", "0");

        Desk.Answer answer =
                tenderer.post(at("/clarifications"), Map.of("text", "更正", "affectsPreparation", false, "terms", terms));

        assertProblem(answer, "terms.ceilingPrice", "NOT_POSITIVE");
    }

    // questions

    @Test
    void theAskerIsHiddenFromEverybodyAndTheAnswerIsForAll() {
        bidder.post(at("/documents/fetch"), Map.of());
        Desk.Answer asked = bidder.post(at("/questions"), Map.of("text", "管径以哪张图为准？"));
        String id = asked.body().path("id").asString();
        JsonNode toTenderer = tenderer.get(at("/questions")).body();
        JsonNode toOther = other.get(at("/questions")).body();
        JsonNode todo = tenderer.get("/api/todo").body();

        Desk.Answer answered = tenderer.post(at("/questions/" + id + "/answer"), Map.of("answer", "以图 3 为准"));

        assertThat(asked.status()).as(asked.body().toString()).isEqualTo(201);
        assertThat(toTenderer).hasSize(1);
        assertThat(toTenderer.toString()).contains("管径").doesNotContain("江北建工", "孙立");
        assertThat(toOther).isEmpty();
        assertThat(todo.toString()).contains("questions:" + code);
        assertThat(answered.status()).isEqualTo(200);
        assertThat(other.get(at("/questions")).body().get(0).path("answer").asString())
                .isEqualTo("以图 3 为准");
        String seenByOther = other.get(at("/timeline")).body().toString();
        assertThat(seenByOther).contains("以图 3 为准").doesNotContain("江北建工");
        assertThat(supervisor.get(at("/timeline")).body().toString()).doesNotContain("江北建工");
    }

    @Test
    void whoHasNoDocumentsAsksNothing() {
        Desk.Answer answer = other.post(at("/questions"), Map.of("text", "何时开标？"));

        assertRefused(answer, "FETCH_FIRST", "招标投标法 §23");
    }

    @Test
    void anAnswerIsGivenOnce() {
        bidder.post(at("/documents/fetch"), Map.of());
        String id = bidder.post(at("/questions"), Map.of("text", "问"))
                .body()
                .path("id")
                .asString();
        tenderer.post(at("/questions/" + id + "/answer"), Map.of("answer", "答"));

        Desk.Answer again = tenderer.post(at("/questions/" + id + "/answer"), Map.of("answer", "改口"));

        assertRefused(again, "ANSWERED", "招标投标法 §23");
        assertThat(tenderer.post(at("/questions/" + UUID.randomUUID() + "/answer"), Map.of("answer", "答"))
                        .code())
                .isEqualTo("QUESTION_NOT_FOUND");
    }

    // objections

    @Test
    void anObjectionHoldsTheTradeUntilItIsAnswered() {
        Desk.Answer raised = bidder.post(at("/objections"), Map.of("text", "资质条件过高"));
        String id = raised.body().path("id").asString();
        int held = tenderer.get(at("")).body().path("holds").asInt();
        JsonNode todo = tenderer.get("/api/todo").body();

        Desk.Answer answered = tenderer.post(at("/objections/" + id + "/answer"), Map.of("answer", "维持，理由如下"));

        assertThat(raised.status()).as(raised.body().toString()).isEqualTo(201);
        assertThat(held).isOne();
        JsonNode duty = todo.valueStream()
                .filter(one -> one.path("id").asString().equals("objection:" + id))
                .findFirst()
                .orElseThrow();
        assertThat(duty.path("basis").asString()).isEqualTo("招标投标法实施条例 §22");
        assertThat(duty.path("why").asString()).contains("答复前暂停招标投标活动", "3日");
        assertThat(answered.status()).isEqualTo(200);
        assertThat(tenderer.get(at("")).body().path("holds").asInt()).isZero();
        assertThat(other.get(at("/objections")).body()).isEmpty();
        assertThat(bidder.get(at("/objections")).body().get(0).path("answer").asString())
                .isEqualTo("维持，理由如下");
        assertThat(kinds(bidder)).contains("objection.raised", "objection.answered");
        assertThat(kinds(other)).doesNotContain("objection.raised", "objection.answered");
        assertThat(kinds(supervisor)).contains("objection.raised", "objection.answered");
    }

    @Test
    void anObjectionNineDaysBeforeTheDeadlineIsTooLate() {
        pass(12);

        Desk.Answer answer = bidder.post(at("/objections"), Map.of("text", "资质条件过高"));

        assertRefused(answer, "G-T07", "招标投标法实施条例 §22");
        JsonNode act = act(bidder, "RAISE_OBJECTION");
        assertThat(act.path("allowed").asBoolean()).isFalse();
        assertThat(act.path("basis").asString()).isEqualTo("招标投标法实施条例 §22");
    }

    @Test
    void aLateAnswerIsTakenAndMarked() {
        String id = bidder.post(at("/objections"), Map.of("text", "资质条件过高"))
                .body()
                .path("id")
                .asString();
        pass(6);

        Desk.Answer answered = tenderer.post(at("/objections/" + id + "/answer"), Map.of("answer", "维持"));

        assertThat(answered.status()).isEqualTo(200);
        JsonNode clock = tenderer.get(at("/clocks"))
                .body()
                .path("clocks")
                .valueStream()
                .filter(one -> one.path("finding").path("rule").asString().equals("G-T08"))
                .findFirst()
                .orElseThrow();
        // in a year without announced holidays the verdict is UNCERTAIN; it is marked all the same
        assertThat(clock.path("finding").path("verdict").asString()).isNotEqualTo("PASS");
        assertThat(clock.path("finding").path("effect").asString()).isEqualTo("WARN");
    }

    // halts

    @Test
    void aSuspendedTradeStandsStillUntilItIsResumed() {
        Desk.Answer suspended = supervisor.post(at("/suspend"), Map.of("basis", "招标投标法实施条例 §62", "reason", "投诉处理期间"));
        Desk.Answer clarify = tenderer.post(at("/clarifications"), Map.of("text", "更正", "affectsPreparation", false));

        Desk.Answer resumed = supervisor.post(at("/resume"), Map.of("reason", "投诉不成立"));

        assertThat(suspended.body().path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(suspended.body().path("before").asString()).isEqualTo("BIDDING");
        assertRefused(clarify, "WRONG_STATE", "招标投标法 §23");
        assertThat(resumed.body().path("state").asString()).isEqualTo("BIDDING");
        assertThat(kinds(other)).contains("trade.suspended", "trade.resumed");
    }

    @Test
    void onlyTheSupervisorSuspendsAndOnlyTheTendererEndsIt() {
        Map<String, String> order = Map.of("basis", "条例 §62", "reason", "试试");

        assertThat(tenderer.post(at("/suspend"), order).status()).isEqualTo(403);
        assertThat(Desk.of(port, "agency")
                        .post(at("/terminate"), Map.of("reason", "试试"))
                        .status())
                .isEqualTo(403);
        assertThat(supervisor.post(at("/resume"), Map.of("reason", "没有暂停")).code())
                .isEqualTo("WRONG_STATE");
        assertThat(tenderer.post(at("/terminate"), Map.of("reason", "项目取消"))
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("TERMINATED");
        assertThat(tenderer.post(at("/terminate"), Map.of("reason", "再来")).code())
                .isEqualTo("WRONG_STATE");
    }

    // reading

    @Test
    void everybodySeesPublishedTradesAndOnlyTheirOwnBefore() {
        String hidden = SampleTender.accepted(port);

        assertThat(bidder.get("/api/trades/" + hidden).code()).isEqualTo("NOT_YOUR_TRADE");
        assertThat(bidder.get("/api/trades/NO-SUCH").code()).isEqualTo("TRADE_NOT_FOUND");
        assertThat(total(bidder, "q=" + hidden)).isZero();
        assertThat(total(bidder, "q=" + code)).isOne();
        assertThat(total(bidder, "mine=true&q=" + code)).isZero();
        assertThat(total(Desk.of(port, "agency"), "q=" + code)).isZero();
        assertThat(total(tenderer, "mine=true&state=BIDDING&q=" + code)).isOne();
        assertThat(total(Desk.of(port, "centre"), "q=" + hidden)).isOne();
        bidder.post(at("/documents/fetch"), Map.of());
        assertThat(total(bidder, "mine=true&q=" + code)).isOne();
        assertThat(bidder.get("/api/trades?size=1000").status()).isEqualTo(400);
    }

    @Test
    void theClockCertificateShowsEveryClockWithItsArticle() {
        JsonNode clocks = bidder.get(at("/clocks")).body().path("clocks");

        assertThat(clocks.valueStream()
                        .map(one -> one.path("finding").path("rule").asString()))
                .contains("G-T01", "G-T02");
        assertThat(clocks.valueStream())
                .allMatch(one -> !one.path("finding").path("basis").asString().isBlank());
    }

    @Test
    void theTimelineEndsWithWhatComesNext() {
        JsonNode next = bidder.get(at("/timeline")).body().path("next");

        assertThat(next.valueStream().map(one -> one.path("what").asString())).contains("投标截止、开标");
    }

    @Test
    void evidenceOfASealedFactIsNotThereForOthersWhileBiddingRuns() {
        bidder.post(at("/documents/fetch"), Map.of());
        long seq = facts.ofStream("trade:" + code).getLast().seq();

        Desk.Answer own = bidder.get(at("/facts/" + seq + "/evidence"));
        Desk.Answer others = other.get(at("/facts/" + seq + "/evidence"));
        Desk.Answer watched = supervisor.get(at("/facts/" + seq + "/evidence"));
        Desk.Answer open = other.get(at("/facts/1/evidence"));

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

        Desk.Answer published = tenderer.post("/api/plans", plan);

        assertThat(published.status()).as(published.body().toString()).isEqualTo(201);
        String id = published.body().path("id").asString();
        assertThat(facts.ofStream("plan:" + id)).hasSize(1).allMatch(fact -> fact.secrecy() == Secrecy.PUBLIC);
        assertThat(bidder.get("/api/plans?q="
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
        assertThat(bidder.post("/api/plans", plan).status()).isEqualTo(403);
    }

    @Test
    void aPlanForAMonthThatIsOverIsAProblem() {
        Desk.Answer answer = tenderer.post(
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

    private JsonNode act(Desk desk, String act) {
        return desk.get(at(""))
                .body()
                .path("acts")
                .valueStream()
                .filter(one -> one.path("act").asString().equals(act))
                .findFirst()
                .orElseThrow();
    }

    private List<String> kinds(Desk desk) {
        return desk.get(at("/timeline"))
                .body()
                .path("facts")
                .valueStream()
                .map(fact -> fact.path("kind").asString())
                .toList();
    }
}
