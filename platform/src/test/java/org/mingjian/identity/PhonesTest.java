package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 移动CA and 电子营业执照, by their stand-ins. */
@PlatformTest
class PhonesTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @ParameterizedTest
    @ValueSource(strings = {"MOBILE_CA", "BUSINESS_LICENCE"})
    void phoneBindsSignsInAndSigns(String channel) {
        Desk desk = Desk.of(port, "bidder3");
        assertThat(desk.post("/api/sandbox/phone/enrol", Map.of("channel", channel, "pin", "135790"))
                        .status())
                .isEqualTo(200);

        var binding =
                desk.post("/api/certificates/phone", Map.of("channel", channel)).body();
        String waiting = state(desk.post("/api/certificates/phone/" + text(binding, "ticket"), Map.of()));
        var wrongPin = desk.post("/api/sandbox/phone/agree", Map.of("qr", text(binding, "qr"), "pin", "000000"));
        agree(desk, binding);
        String bound = state(desk.post("/api/certificates/phone/" + text(binding, "ticket"), Map.of()));
        String twice = state(desk.post("/api/certificates/phone/" + text(binding, "ticket"), Map.of()));

        assertThat(List.of(waiting, bound, twice)).containsExactly("WAITING", "DONE", "DECLINED");
        assertThat(wrongPin.status()).isEqualTo(400);

        Desk browser = Desk.stranger(port);
        var asked = browser.post("/api/login/phone", Map.of("channel", channel)).body();
        agree(desk, asked);
        var came = browser.post("/api/login/phone/" + text(asked, "ticket"), Map.of());
        assertThat(came.body().path("value").path("login").asString()).isEqualTo("bidder3");
        assertThat(came.raw().headers().firstValue("Set-Cookie")).isPresent();

        var signing = desk.post("/api/signatures/phone", Map.of("channel", channel, "text", "mingjian-contract:ab"))
                .body();
        agree(desk, signing);
        var signature = desk.post("/api/signatures/phone/" + text(signing, "ticket"), Map.of())
                .body()
                .path("value");
        UUID account = accounts.accountByLogin("bidder3").orElseThrow().id();
        assertThat(accounts.isSignedBy(
                        account,
                        "mingjian-contract:ab".getBytes(StandardCharsets.UTF_8),
                        Base64.getDecoder().decode(signature.path("signature").asString())))
                .isTrue();
    }

    @Test
    void phoneDoesNotSignALoginUnderAnotherName() {
        Desk desk = Desk.of(port, "bidder3");

        assertThat(desk.post("/api/signatures/phone", Map.of("channel", "MOBILE_CA", "text", "mingjian-login:x"))
                        .status())
                .isEqualTo(400);
    }

    private static String text(tools.jackson.databind.JsonNode body, String field) {
        return body.path(field).asString();
    }

    private static String state(Desk.Answer answer) {
        return answer.body().path("state").asString();
    }

    private static void agree(Desk desk, tools.jackson.databind.JsonNode asked) {
        assertThat(desk.post("/api/sandbox/phone/agree", Map.of("qr", text(asked, "qr"), "pin", "135790"))
                        .status())
                .isEqualTo(200);
    }
}
