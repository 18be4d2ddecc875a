package org.mingjian.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the nation would refuse is said where it is typed, and refused at the door with the same words. */
@PlatformTest
class FormFieldsTest {

    @LocalServerPort
    int port;

    @Autowired
    FormFields forms;

    @Autowired
    InstantSource clock;

    private String said(String form, String field, String value) {
        JsonNode asked =
                Desk.stranger(port).get("/api/spec/forms/" + form).body().path(field);
        JsonNode answer = Desk.stranger(port)
                .get("/api/spec/2.0/datasets/" + asked.path("dataset").asString() + "/fields/"
                        + asked.path("field").asString() + "/check?value="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .body();
        return answer.path("problems").path(0).path("message").asString("");
    }

    private static String at(JsonNode problems, String field) {
        return problems.valueStream()
                .filter(one -> one.path("field").asString("").equals(field))
                .map(one -> one.path("message").asString(""))
                .findFirst()
                .orElse("");
    }

    @Test
    void aNoticeIsCheckedAtItsFields() {
        String mail = "不是邮箱" + "长".repeat(200);
        Desk tenderer = Desk.of(port, "tenderer");
        Map<String, Object> notice = new HashMap<>(SampleTender.notice());
        notice.put("tenderer", Map.of("name", "李某", "phone", "0999-12345678", "email", mail));
        Map<String, Object> request =
                Map.of("terms", SampleTender.terms(clock.instant()), "notice", notice, "files", List.of());
        Desk.Answer answer = tenderer.post("/api/trades/" + SampleTender.accepted(port) + "/notice/preview", request);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        String words = said("notice", "notice.tenderer.email", mail);
        assertThat(words).contains("TENDERER_EMAIL");
        assertThat(at(answer.body().path("problems"), "notice.tenderer.email")).isEqualTo(words);
    }

    @Test
    void aSubjectsRegistrationIsCheckedAtItsFields() {
        String longest = "建筑".repeat(30);
        Desk.Answer answer = Desk.of(port, "bidder1")
                .post(
                        "/api/party/entries",
                        Map.of(
                                "form",
                                "qualification",
                                "values",
                                Map.of(
                                        "qualificationName", longest,
                                        "qualificationLevel", "一级",
                                        "qualificationType", "A10101",
                                        "qualificationNumber", "D1",
                                        "qualificationEnds", "2030-12-31")));

        assertThat(answer.status()).isEqualTo(400);
        String words = said("subject", "qualificationName", longest);
        assertThat(words).contains("QUAL_NAME");
        assertThat(answer.body().toString()).contains(words);
    }

    @Test
    void aContractsClausesAreCheckedAtTheirFields() {
        assertThat(said("contract", "durationDays", "12000")).contains("LIMITE_TIME");
        assertThat(said("contract", "number", "长".repeat(601))).contains("CONTRACT_CODE");
        assertThat(said("contract", "price", "9500000.00")).isEmpty();
    }

    @Test
    void whatIsLeftEmptyAndWhatIsPersonalIsNotAsked() {
        assertThat(forms.problems("notice", Map.of("terms", Map.of("place", " "))))
                .isEmpty();
        assertThat(forms.problems("nothing", Map.of("place", "x"))).isEmpty();
        assertThat(forms.of("subject"))
                .doesNotContainKeys(
                        "bankAccount", "contactPhone", "representativePhone", "personPhone", "idNumber", "contact");
        assertThat(forms.of("registration")).hasSize(10);
    }
}
