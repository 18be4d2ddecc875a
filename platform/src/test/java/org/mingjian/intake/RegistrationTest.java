package org.mingjian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Registrations through HTTP, from the draft to the trade. */
@PlatformTest
class RegistrationTest {

    private static final String ROOT = "/api/registrations";

    @LocalServerPort
    int port;

    @Autowired
    Facts facts;

    @Autowired
    JsonMapper json;

    Desk tenderer;
    Desk agency;
    Desk centre;

    @BeforeEach
    void signIn() {
        tenderer = Desk.of(port, "tenderer");
        agency = Desk.of(port, "agency");
        centre = Desk.of(port, "centre");
    }

    @Test
    void acceptanceIssuesTheCodesAndOpensTheTrade() {
        Map<String, Object> draft = SampleTender.registration(tenderer);
        String id = begin(tenderer, draft);

        Desk.Answer submitted = tenderer.post(ROOT + "/" + id + "/submit", Map.of());
        Desk.Answer accepted = centre.post(ROOT + "/" + id + "/accept", Map.of());

        assertThat(submitted.body().path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(200);
        var codes = accepted.body().path("codes");
        assertThat(codes.path("project").asString()).hasSize(17);
        assertThat(codes.path("tenderProject").asString()).hasSize(20);
        assertThat(codes.path("section").asString()).hasSize(23);
        assertThat(codes.path("trade").asString()).hasSize(40).startsWith("A02-12990100MB0A0000X8-");
        var trade =
                tenderer.get("/api/trades/" + codes.path("trade").asString()).body();
        assertThat(trade.path("state").asString()).isEqualTo("REGISTERED");
        assertThat(trade.path("title").asString()).isEqualTo(draft.get("projectName") + "施工一标段");
        assertThat(trade.path("tenderer").path("name").asString()).isEqualTo("明州市城市建设投资集团有限公司");
        assertThat(facts.ofStream("registration:" + id))
                .extracting(Fact::kind)
                .containsExactly("registration.submitted", "registration.accepted");
        assertThat(facts.ofStream("registration:" + id)).allMatch(fact -> fact.secrecy() == Secrecy.PARTIES);
        assertThat(facts.ofStream("registration:" + id).getFirst().files()).hasSize(2);
    }

    @Test
    void agencyNamesItsClientAndShowsTheContract() {
        Map<String, Object> draft = SampleTender.registration(agency);
        draft.put("tenderer", Map.of("creditCode", "91990100MA00000A9K"));
        String id = begin(agency, draft);

        Desk.Answer without = agency.post(ROOT + "/" + id + "/submit", Map.of());
        draft.put(
                "attachments",
                Stream.of("APPROVAL", "FUNDING", "AGENCY_CONTRACT")
                        .map(kind -> Map.of("kind", kind, "document", SampleTender.upload(agency, kind + ".pdf")))
                        .toList());
        agency.put(ROOT + "/" + id, Map.of("version", 0, "draft", draft));
        Desk.Answer with = agency.post(ROOT + "/" + id + "/submit", Map.of());
        String code = centre.post(ROOT + "/" + id + "/accept", Map.of())
                .body()
                .path("codes")
                .path("trade")
                .asString();

        assertProblem(without, "attachments", "ATTACHMENT_MISSING");
        assertThat(with.status()).isEqualTo(200);
        var trade = tenderer.get("/api/trades/" + code).body();
        assertThat(trade.path("tenderer").path("name").asString()).isEqualTo("明州市城市建设投资集团有限公司");
        assertThat(trade.path("agency").path("name").asString()).isEqualTo("明州正衡招标代理有限公司");
    }

    @Test
    void everyMissingFieldIsNamedOnSubmission() {
        String id = begin(tenderer, Map.of("projectName", "只有名称"));

        Desk.Answer answer = tenderer.post(ROOT + "/" + id + "/submit", Map.of());

        assertProblem(answer, "investmentCode", "REQUIRED");
        assertProblem(answer, "approval.number", "REQUIRED");
        assertProblem(answer, "estimate", "REQUIRED");
        assertProblem(answer, "attachments", "ATTACHMENT_MISSING");
        assertThat(state(id)).isEqualTo("DRAFT");
    }

    @Test
    void malformedFieldsAreNamedWhileTheDraftIsKept() {
        Map<String, Object> draft = SampleTender.registration(tenderer);
        draft.put("investmentCode", "2026");
        draft.put("estimate", "-3");
        draft.put("tradeClass", "D01");

        Desk.Answer answer = tenderer.post(ROOT, draft);

        assertThat(answer.status()).isEqualTo(201);
        assertProblem(answer, "investmentCode", "MALFORMED");
        assertProblem(answer, "estimate", "MALFORMED");
        assertProblem(answer, "tradeClass", "MALFORMED");
    }

    @Test
    void anUnknownClientIsAProblemAtTheField() {
        Map<String, Object> draft = SampleTender.registration(agency);
        draft.put("tenderer", Map.of("creditCode", "91990100MA0000ZZZZ"));

        Desk.Answer answer = agency.post(ROOT, draft);

        assertProblem(answer, "tenderer.creditCode", "UNKNOWN_ORGANISATION");
    }

    @Test
    void repeatedSubmissionChangesNothing() {
        String id = begin(tenderer, SampleTender.registration(tenderer));

        Desk.Answer first = tenderer.post(ROOT + "/" + id + "/submit", Map.of());
        Desk.Answer second = tenderer.post(ROOT + "/" + id + "/submit", Map.of());

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().path("version")).isEqualTo(first.body().path("version"));
        assertThat(facts.ofStream("registration:" + id)).hasSize(1);
    }

    @Test
    void repeatedRequestWithTheSameKeyGivesTheSameDraft() {
        byte[] body = json.writeValueAsBytes(SampleTender.registration(tenderer));
        String key = UUID.randomUUID().toString();
        Supplier<Desk.Answer> send = () -> tenderer.send(tenderer.request(ROOT)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(body)));

        Desk.Answer first = send.get();
        Desk.Answer second = send.get();

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.body().path("id")).isEqualTo(first.body().path("id"));
    }

    @Test
    void twoWhoAcceptAtOnceGetOneTrade() {
        String id = submitted();

        List<CompletableFuture<Desk.Answer>> both = Stream.of(centre, Desk.of(port, "centre"), centre, centre)
                .map(desk -> CompletableFuture.supplyAsync(() -> desk.post(ROOT + "/" + id + "/accept", Map.of())))
                .toList();

        assertThat(both.stream().map(CompletableFuture::join))
                .allMatch(answer -> answer.status() == 200)
                .extracting(answer -> answer.body().path("codes").path("trade").asString())
                .containsOnly(codeOf(id));
        assertThat(facts.ofStream("trade:" + codeOf(id))).hasSize(1);
    }

    @Test
    void staleVersionIsAConflict() {
        String id = begin(tenderer, SampleTender.registration(tenderer));
        tenderer.put(ROOT + "/" + id, Map.of("version", 0, "draft", SampleTender.registration(tenderer)));

        Desk.Answer answer =
                tenderer.put(ROOT + "/" + id, Map.of("version", 0, "draft", SampleTender.registration(tenderer)));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("STALE_VERSION");
    }

    @Test
    void whatStaffLookedAtMustBeWhatTheyAccept() {
        String id = submitted();

        Desk.Answer answer = centre.post(ROOT + "/" + id + "/accept", Map.of("version", 0));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(state(id)).isEqualTo("SUBMITTED");
    }

    @Test
    void returnedRegistrationIsMendedAndSubmittedAgain() {
        String id = submitted();

        Desk.Answer returned = centre.post(ROOT + "/" + id + "/return", Map.of("reason", "资金证明已过期"));
        Desk.Answer again = tenderer.post(ROOT + "/" + id + "/submit", Map.of());

        assertThat(returned.body().path("state").asString()).isEqualTo("RETURNED");
        assertThat(tenderer.get("/api/todo").body().toString()).doesNotContain("/registrations/" + id);
        assertThat(again.body().path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(facts.ofStream("registration:" + id).get(1).text("reason")).isEqualTo("资金证明已过期");
    }

    @Test
    void acceptingADraftIsRefusedByTheTable() {
        String id = begin(tenderer, SampleTender.registration(tenderer));

        Desk.Answer answer = centre.post(ROOT + "/" + id + "/accept", Map.of());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("WRONG_STATE");
        assertThat(answer.body().path("basis").asString()).isEqualTo("进场登记流程表");
    }

    @Test
    void returningNeedsAReason() {
        String id = submitted();

        Desk.Answer answer = centre.post(ROOT + "/" + id + "/return", Map.of("reason", " "));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("fields").has("reason")).isTrue();
    }

    @Test
    void wrongRoleAndStrangersAreTurnedAway() {
        String id = submitted();
        Desk bidder = Desk.of(port, "bidder1");

        assertThat(bidder.post(ROOT, Map.of()).status()).isEqualTo(403);
        assertThat(tenderer.post(ROOT + "/" + id + "/accept", Map.of()).status())
                .isEqualTo(403);
        assertThat(bidder.get(ROOT + "/" + id).status()).isEqualTo(403);
        assertThat(agency.get(ROOT + "/" + id).code()).isEqualTo("NOT_YOUR_REGISTRATION");
        assertThat(agency.post(ROOT + "/" + id + "/submit", Map.of()).code()).isEqualTo("NOT_YOUR_REGISTRATION");
        assertThat(Desk.stranger(port).get(ROOT + "/" + id).status()).isEqualTo(401);
    }

    @Test
    void anUnknownIdIsNotFound() {
        Desk.Answer answer = centre.post(ROOT + "/" + UUID.randomUUID() + "/accept", Map.of());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("REGISTRATION_NOT_FOUND");
        assertThat(centre.get(ROOT + "/not-an-id").status()).isEqualTo(400);
    }

    @Test
    void anotherOnesFileCannotBeAttached() {
        Map<String, Object> draft = SampleTender.registration(tenderer);
        draft.put(
                "attachments", List.of(Map.of("kind", "APPROVAL", "document", SampleTender.upload(agency, "别人的.pdf"))));

        Desk.Answer answer = tenderer.post(ROOT, draft);

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void centreReadsTheAttachmentsAndOthersDoNot() {
        Map<String, Object> draft = SampleTender.registration(tenderer);
        String id = begin(tenderer, draft);
        tenderer.post(ROOT + "/" + id + "/submit", Map.of());
        String document = tenderer.get(ROOT + "/" + id)
                .body()
                .path("draft")
                .path("attachments")
                .get(0)
                .path("document")
                .asString();

        Desk.Answer read = centre.get(ROOT + "/" + id + "/files/" + document);

        assertThat(read.status()).isEqualTo(200);
        assertThat(new String(read.raw().body(), java.nio.charset.StandardCharsets.US_ASCII))
                .startsWith("%PDF");
        assertThat(agency.get(ROOT + "/" + id + "/files/" + document).status()).isEqualTo(403);
        assertThat(centre.get(ROOT + "/" + id + "/files/" + UUID.randomUUID()).code())
                .isEqualTo("FILE_NOT_FOUND");
    }

    @Test
    void aFieldThatIsFarTooLongIsNotEvenSaved() {
        Desk.Answer answer = tenderer.post(ROOT, Map.of("projectName", "长".repeat(501)));

        assertThat(answer.status()).isEqualTo(400);
        assertProblem(answer, "projectName", "TOO_LONG");
    }

    @Test
    void malformedAndHugeBodiesGetAClearAnswer() {
        assertThat(raw("{\"projectName\":").status()).isEqualTo(400);
        assertThat(raw("{\"approval\":{\"kind\":\"MAYBE\"}}").status()).isEqualTo(400);
        assertThat(raw("{\"projectName\":\"a\\u0000b\"}").status()).isEqualTo(400);
        assertThat(raw("{\"projectName\":\"" + "长".repeat(3_000_000) + "\"}").status())
                .isEqualTo(413);
    }

    @Test
    void centreFindsSubmittedOnesByWordsAndDraftsStayPrivate() {
        Map<String, Object> draft = SampleTender.registration(tenderer);
        String project = String.valueOf(draft.get("projectName"));
        String id = begin(tenderer, draft);

        long hidden = total(centre, "q=" + encoded(project));
        tenderer.post(ROOT + "/" + id + "/submit", Map.of());

        assertThat(hidden).isZero();
        assertThat(total(centre, "q=" + encoded(project))).isOne();
        assertThat(total(centre, "state=SUBMITTED&q=" + encoded(project))).isOne();
        assertThat(total(centre, "q=%25")).isZero();
        assertThat(total(agency, "q=" + encoded(project))).isZero();
        assertThat(centre.get("/api/todo").body().toString()).contains("/registrations/" + id);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private long total(Desk desk, String query) {
        return desk.get(ROOT + "?" + query).body().path("total").asLong(-1);
    }

    private Desk.Answer raw(String body) {
        return tenderer.send(tenderer.request(ROOT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private String submitted() {
        String id = begin(tenderer, SampleTender.registration(tenderer));
        SampleTender.ok(tenderer.post(ROOT + "/" + id + "/submit", Map.of()));
        return id;
    }

    private static String begin(Desk desk, Map<String, Object> draft) {
        return SampleTender.ok(desk.post(ROOT, draft)).body().path("id").asString();
    }

    private String state(String id) {
        return tenderer.get(ROOT + "/" + id).body().path("state").asString();
    }

    private String codeOf(String id) {
        return tenderer.get(ROOT + "/" + id).body().path("codes").path("trade").asString();
    }

    private static void assertProblem(Desk.Answer answer, String field, String code) {
        assertThat(answer.body().path("problems").valueStream())
                .as(answer.body().toString())
                .anyMatch(problem -> problem.path("field").asString().equals(field)
                        && problem.path("code").asString().equals(code));
    }
}
