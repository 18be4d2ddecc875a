package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 数据范围 of what is reached by its own id and not by a trade's code; the city is 990100, the county 990122. */
@PlatformTest
class ForeignRegionTest {

    @LocalServerPort
    int port;

    private static Map<String, Object> pool(String employer, String region) {
        return Map.of(
                "experts",
                List.of(Map.of(
                        "name",
                        "试工",
                        "employer",
                        employer,
                        "regionCode",
                        region,
                        "specialties",
                        List.of("A08"),
                        "years",
                        10)));
    }

    private static List<String> found(Desk desk, String employer) {
        return desk.get("/api/experts?search=" + employer)
                .body()
                .path("items")
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    @Test
    void expertsOfAnotherRegionAreNeitherListedNorMoved() {
        String employer = "university" + UUID.randomUUID();
        Desk city = Desk.of(port, "centre");
        Desk county = Desk.of(port, "centre2");
        JsonNode made = city.post("/api/experts", pool(employer, "990100")).body();
        String id = made.path("ids").path(0).asString();
        Map<String, String> pause = Map.of("state", "PAUSED", "reason", "本人申请");

        assertThat(found(county, employer)).isEmpty();
        assertThat(county.post("/api/experts/" + id + "/state", pause).code()).isEqualTo("OUT_OF_REACH");
        assertThat(county.post("/api/experts", pool(employer, "990100")).code()).isEqualTo("OUT_OF_REACH");
        assertThat(county.post("/api/experts", pool(employer, "990122")).status())
                .isEqualTo(200);
        assertThat(found(city, employer)).hasSize(2).contains(id);
        assertThat(city.post("/api/experts/" + id + "/state", pause).status()).isEqualTo(200);
    }

    /** A handler is found by the decoded path; the scope must not be judged by another spelling of it. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/%74rades/", "/api/trade%73/", "/api/trades;a=b/", "/%61pi/trades/"})
    void anAddressSpeltOtherwiseLeadsNowhere(String spelt) {
        String code = SampleTender.accepted(port);
        Desk county = Desk.of(port, "supervisor2");

        assertThat(county.get("/api/trades/" + code).code()).isEqualTo("OUT_OF_REACH");
        Desk.Answer answer = county.get(spelt + code);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PATH_SPELLING");
    }
}
