package org.mingjian.tender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 招标投标法 §6；晋政办发〔2015〕80号（七）: no condition that shuts out other regions. */
@PlatformTest
class OpenToAllRegionsTest {

    @LocalServerPort
    int port;

    @Autowired
    java.time.InstantSource clock;

    @ParameterizedTest
    @ValueSource(strings = {"仅限本市注册的企业", "投标人须为省内企业", "只接受当地施工单位投标"})
    void aNoticeForOneRegionOnlyIsRefusedWithTheArticle(String qualification) {
        Desk.Answer answer = publish(qualification);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(422);
        assertThat(answer.body().path("basis").asString()).contains("招标投标法 §6");
    }

    @Test
    void wordsThatMayBeSuchAConditionWarnAndLetItPass() {
        String code = SampleTender.accepted(port);
        Desk tenderer = Desk.of(port, "tenderer");
        JsonNode preview = tenderer.post(
                        "/api/trades/" + code + "/notice/preview", publication(tenderer, "在本市设有分公司者优先"))
                .body();

        assertThat(preview.toString()).contains("G-06").contains("疑似有地域条件");
        assertThat(publish("在本市设有分公司者优先").status()).isLessThan(300);
    }

    @Test
    void ordinaryTermsPass() {
        assertThat(publish("市政公用工程施工总承包二级及以上").status()).isLessThan(300);
    }

    private Desk.Answer publish(String qualification) {
        String code = SampleTender.accepted(port);
        Desk tenderer = Desk.of(port, "tenderer");
        return tenderer.post("/api/trades/" + code + "/notice", publication(tenderer, qualification));
    }

    private Map<String, Object> publication(Desk tenderer, String qualification) {
        Instant now = clock.instant().plusSeconds(60);
        Map<String, Object> terms = new HashMap<>(SampleTender.terms(now));
        terms.put("qualification", qualification);
        return SampleTender.publication(tenderer, terms);
    }
}
