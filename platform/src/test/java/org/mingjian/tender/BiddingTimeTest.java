package org.mingjian.tender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.tender.NoticeTest.assertRefused;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** What time does between notice and deadline, through HTTP; it moves the clock and is therefore alone. */
@PlatformTest
@DirtiesContext
class BiddingTimeTest {

    @LocalServerPort
    int port;

    @Autowired
    InstantSource clock;

    @Autowired
    SandboxClock sandbox;

    TradeRoom room;

    @BeforeEach
    void publish() {
        room = TradeRoom.open(port, clock.instant());
    }

    private void pass(int days) {
        sandbox.moveTo(room.start().plus(Duration.ofDays(days)));
    }

    @Test
    void documentsAreNotHandedOutAfterTheSale() {
        pass(7);

        Desk.Answer answer = room.bidder().post(room.at("/documents/fetch"), Map.of());

        assertRefused(answer, "SALE_ENDED", "招标公告");
    }

    @Test
    void fourteenDaysBeforeTheDeadlineItHasToMove() {
        pass(7);
        Map<String, Object> request = Map.of("text", "补充图纸", "affectsPreparation", true);

        Desk.Answer refused = room.tenderer().post(room.at("/clarifications"), request);
        Desk.Answer moved = room.tenderer()
                .post(
                        room.at("/clarifications"),
                        Map.of(
                                "text",
                                "补充图纸",
                                "affectsPreparation",
                                true,
                                "bidDeadline",
                                room.start().plus(Duration.ofDays(23)).toString()));

        assertRefused(refused, "G-T05", "招标投标法 §23、招标投标法实施条例 §21");
        assertThat(moved.status()).as(moved.body().toString()).isEqualTo(201);
        assertThat(room.kinds(room.bidder())).contains("clarification.issued", "deadline.moved");
        assertThat(room.bidder()
                        .get(room.at(""))
                        .body()
                        .path("terms")
                        .path("bidDeadline")
                        .asString())
                .isEqualTo(room.start().plus(Duration.ofDays(23)).toString());
    }

    @Test
    void whatDoesNotAffectBidsMayComeLate() {
        pass(15);

        Desk.Answer answer = room.tenderer()
                .post(room.at("/clarifications"), Map.of("text", "更正一处错别字", "affectsPreparation", false));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    @Test
    void anEarlierDeadlineAlwaysAffectsBids() {
        pass(7);

        Desk.Answer answer = room.tenderer()
                .post(
                        room.at("/clarifications"),
                        Map.of(
                                "text",
                                "提前",
                                "affectsPreparation",
                                false,
                                "bidDeadline",
                                room.start()
                                        .plus(Duration.ofDays(20).plusHours(1))
                                        .toString()));

        assertRefused(answer, "G-T05", "招标投标法 §23、招标投标法实施条例 §21");
    }

    @Test
    void anObjectionNineDaysBeforeTheDeadlineIsTooLate() {
        pass(12);

        Desk.Answer answer = room.bidder().post(room.at("/objections"), Map.of("text", "资质条件过高"));

        assertRefused(answer, "G-T07", "招标投标法实施条例 §22");
        JsonNode act = room.act(room.bidder(), "RAISE_OBJECTION");
        assertThat(act.path("allowed").asBoolean()).isFalse();
        assertThat(act.path("basis").asString()).isEqualTo("招标投标法实施条例 §22");
    }

    @Test
    void aLateAnswerIsTakenAndMarked() {
        String id = room.bidder()
                .post(room.at("/objections"), Map.of("text", "资质条件过高"))
                .body()
                .path("id")
                .asString();
        pass(6);

        Desk.Answer answered = room.tenderer().post(room.at("/objections/" + id + "/answer"), Map.of("answer", "维持"));

        assertThat(answered.status()).isEqualTo(200);
        JsonNode clock = room.tenderer()
                .get(room.at("/clocks"))
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

    @Test
    void afterTheDeadlineNothingIsClarifiedOrAsked() {
        room.bidder().post(room.at("/documents/fetch"), Map.of());
        pass(22);

        Desk.Answer clarified =
                room.tenderer().post(room.at("/clarifications"), Map.of("text", "更正", "affectsPreparation", false));
        Desk.Answer asked = room.bidder().post(room.at("/questions"), Map.of("text", "何时开标？"));

        assertThat(clarified.status()).isEqualTo(422);
        assertThat(clarified.code()).isIn("DEADLINE_PASSED", "WRONG_STATE");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.code()).isIn("DEADLINE_PASSED", "WRONG_STATE");
    }
}
