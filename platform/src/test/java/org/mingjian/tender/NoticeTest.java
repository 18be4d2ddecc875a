package org.mingjian.tender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The notice and the terms, through HTTP. */
@PlatformTest
class NoticeTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    Desk tenderer;
    Instant now;

    @BeforeEach
    void signIn() {
        tenderer = Desk.of(port, "tenderer");
        now = clock.instant();
    }

    @Test
    void noticeIsRenderedFromTheFieldsAndStartsTheBidding() {
        String code = SampleTender.accepted(port);
        Map<String, Object> request = SampleTender.publication(tenderer, SampleTender.terms(now));

        Desk.Answer preview = tenderer.post("/api/trades/" + code + "/notice/preview", request);
        Desk.Answer published = tenderer.post("/api/trades/" + code + "/notice", request);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().path("publishable").asBoolean()).isTrue();
        assertThat(preview.body().path("text").toString()).contains("18,334,233.00 元", "明发改〔2026〕12号", code);
        assertThat(published.status()).as(published.body().toString()).isEqualTo(201);
        assertThat(published.body().path("state").asString()).isEqualTo("BIDDING");
        JsonNode facts =
                tenderer.get("/api/trades/" + code + "/timeline").body().path("facts");
        assertThat(facts.get(1).path("kind").asString()).isEqualTo("notice.published");
        assertThat(facts.get(1).path("files").get(0).path("name").asString()).isEqualTo("招标文件.pdf");
        assertThat(facts.get(1).path("body").path("text"))
                .isEqualTo(preview.body().path("text"));
    }

    @Test
    void nineteenDaysAreRefusedWithTheArticle() {
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("bidDeadline", now.plus(Duration.ofDays(19)).toString());

        Desk.Answer answer = publish(terms);

        assertRefused(answer, "G-T01", "招标投标法 §24");
    }

    @Test
    void nineteenDaysOnlyWarnWhereTheLawAsksForNoTender() {
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("bidDeadline", now.plus(Duration.ofDays(19)).toString());
        terms.put("mandatory", Map.of("byLaw", false, "basis", "必须招标的工程项目规定 §5：施工单项合同估算价不足 400 万元"));
        String code = SampleTender.accepted(port);

        Desk.Answer published =
                tenderer.post("/api/trades/" + code + "/notice", SampleTender.publication(tenderer, terms));

        assertThat(published.status()).as(published.body().toString()).isEqualTo(201);
        assertThat(tenderer.get("/api/trades/" + code).body().toString()).contains("不足 400 万元");
    }

    @Test
    void aTenderThatIsSaidToBeVoluntaryGivesItsReason() {
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("mandatory", Map.of("byLaw", false, "basis", ""));
        String code = SampleTender.accepted(port);

        Desk.Answer answer =
                tenderer.post("/api/trades/" + code + "/notice", SampleTender.publication(tenderer, terms));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("fields").toString()).contains("terms.mandatory.basis");
    }

    @Test
    void fourDaysOfSaleAreRefused() {
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("documentsTo", now.plus(Duration.ofDays(4)).toString());

        Desk.Answer answer = publish(terms);

        assertRefused(answer, "G-T02", "招标投标法实施条例 §16");
    }

    @Test
    void depositAboveTwoPercentOfTheEstimateIsRefused() {
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("deposit", "370000.01");

        Desk.Answer answer = publish(terms);

        assertRefused(answer, "G-T19", "招标投标法实施条例 §26");
    }

    @Test
    void fourCandidatesAreRefused() {
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("candidates", 4);

        Desk.Answer answer = publish(terms);

        assertRefused(answer, "G-T13", "招标投标法实施条例 §53");
    }

    @Test
    void marksThatDoNotAddUpToAHundredAreAProblemAtTheField() {
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put(
                "criteria",
                List.of(Map.of("id", "S1", "title", "方案", "kind", "SUBJECTIVE", "full", "30", "text", "合理")));

        Desk.Answer answer = publish(terms);

        assertProblem(answer, "terms.criteria", "SUM_NOT_100");
    }

    @Test
    void missingParameterOfThePriceMethodIsAProblem() {
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("price", Map.of("method", "PF-3", "full", "60", "parameters", Map.of("k", "0.97")));

        Desk.Answer answer = publish(terms);

        assertProblem(answer, "terms.price.parameters.trimFrom", "CANNOT_BE_SCORED");
    }

    @Test
    void aFileIsNeeded() {
        String code = SampleTender.accepted(port);

        Desk.Answer answer = tenderer.post(
                "/api/trades/" + code + "/notice",
                Map.of("terms", SampleTender.terms(now), "notice", SampleTender.notice()));

        assertProblem(answer, "files", "REQUIRED");
    }

    @Test
    void everyMissingFieldIsNamedAtOnce() {
        String code = SampleTender.accepted(port);
        Map<String, Object> terms = SampleTender.terms(now);
        List.of("ceilingPrice", "deposit", "bidDeadline", "scope", "criteria").forEach(terms::remove);

        Desk.Answer answer = tenderer.post(
                "/api/trades/" + code + "/notice", Map.of("terms", terms, "notice", Map.of("media", List.of())));

        assertProblem(answer, "terms.ceilingPrice", "REQUIRED");
        assertProblem(answer, "terms.bidDeadline", "REQUIRED");
        assertProblem(answer, "terms.criteria", "REQUIRED");
        assertProblem(answer, "notice.tenderer", "REQUIRED");
    }

    @Test
    void aNumberThatIsMissingOrNoNumberIsAProblemAtItsField() {
        String code = SampleTender.accepted(port);
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("validityDays", "ninety");

        Desk.Answer answer = tenderer.post(
                "/api/trades/" + code + "/notice", Map.of("terms", terms, "notice", SampleTender.notice()));

        assertProblem(answer, "terms.validityDays", "UNREADABLE");
    }

    @Test
    void wordsOfALowestPriceWarnAndAreShown() {
        String code = SampleTender.accepted(port);
        Map<String, Object> terms = SampleTender.terms(now);
        terms.put("scope", "全部工程，最低投标限价为 1000 万元");

        Desk.Answer answer =
                tenderer.post("/api/trades/" + code + "/notice/preview", SampleTender.publication(tenderer, terms));

        JsonNode check = answer.body()
                .path("checks")
                .valueStream()
                .filter(one -> one.path("rule").asString().equals("G-27"))
                .findFirst()
                .orElseThrow();
        assertThat(check.path("effect").asString()).isEqualTo("WARN");
        assertThat(check.path("basis").asString()).isEqualTo("招标投标法实施条例 §27");
    }

    @Test
    void publishingTwiceIsRefusedByTheTable() {
        String code = SampleTender.published(port, now);

        Desk.Answer answer = tenderer.post(
                "/api/trades/" + code + "/notice", SampleTender.publication(tenderer, SampleTender.terms(now)));

        assertRefused(answer, "WRONG_STATE", "交易流程表 construction");
    }

    @Test
    void anotherAgencyMayNotPublish() {
        String code = SampleTender.accepted(port);
        Desk agency = Desk.of(port, "agency");

        Desk.Answer answer = agency.post(
                "/api/trades/" + code + "/notice", SampleTender.publication(agency, SampleTender.terms(now)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("NOT_YOUR_TRADE");
    }

    private Desk.Answer publish(Map<String, Object> terms) {
        String code = SampleTender.accepted(port);
        Desk.Answer answer =
                tenderer.post("/api/trades/" + code + "/notice", SampleTender.publication(tenderer, terms));
        assertThat(tenderer.get("/api/trades/" + code).body().path("state").asString())
                .isEqualTo("REGISTERED");
        return answer;
    }

    static void assertRefused(Desk.Answer answer, String code, String basis) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("basis").asString()).isEqualTo(basis);
    }

    static void assertProblem(Desk.Answer answer, String field, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().path("problems").valueStream())
                .anyMatch(problem -> problem.path("field").asString().equals(field)
                        && problem.path("code").asString().equals(code));
    }
}
