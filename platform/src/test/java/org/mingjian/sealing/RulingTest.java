package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 失败归因: what the record shows falls where the law puts it; what it does not show two people rule. */
@PlatformTest
class RulingTest {

    private static final String REASON = "投标人所在地光缆中断，运营商证明见证据";

    @LocalServerPort
    int port;

    @Autowired
    PlatformClock clock;

    @Autowired
    SandboxClock sandbox;

    @Autowired
    Facts facts;

    @Autowired
    Tenders tenders;

    @Autowired
    Accounts accounts;

    private String trade;
    private Instant deadline;
    private final List<BidderSide> bidders = new ArrayList<>();
    private final List<byte[]> sealed = new ArrayList<>();

    @BeforeEach
    void openHall() {
        deadline = clock.instant().plus(Duration.ofMinutes(20));
        trade = new Tendering(tenders, accounts).closingAt(deadline);
        for (int i = 0; i < 4; i++) {
            bidders.add(BidderSide.register(port));
            sealed.add(bidders.get(i).seal(trade, (100 + i) + ".00"));
            assertThat(bidders.get(i).submit(trade, sealed.get(i)).status()).isEqualTo(201);
        }
        sandbox.moveTo(deadline.plusMillis(1));
        awaitStage("DECRYPTING");
    }

    private String path(String rest) {
        return "/api/trades/" + trade + "/opening" + rest;
    }

    private void awaitStage(String stage) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> page().path("stage").asString().equals(stage));
    }

    private JsonNode page() {
        return Party.of(port, "agency").get(path("")).body();
    }

    private JsonNode row(int i) {
        return page().at("/board/bids/" + i);
    }

    private void awaitState(int i, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> row(i).path("state").asString().equals(state));
    }

    private Answer reportNetwork(int i) {
        return bidders.get(i)
                .party
                .post(path("/network-fault"), Map.of("reason", "网络中断", "attempts", List.of(deadline.plusSeconds(60))));
    }

    private Answer propose(int i, String blame) {
        return Party.of(port, "agency")
                .post(
                        path("/bids/" + row(i).path("id").asString() + "/ruling"),
                        Map.of("blame", blame, "reason", REASON));
    }

    private Answer confirm(String login, int i) {
        return Party.of(port, login).post(path("/bids/" + row(i).path("id").asString() + "/ruling/confirm"), Map.of());
    }

    private List<Fact> ruled() {
        return facts.ofStream("trade:" + trade).stream()
                .filter(fact -> fact.kind().equals("bid.ruled"))
                .toList();
    }

    private void endOfWindow() {
        sandbox.moveTo(deadline.plus(Duration.ofMinutes(11)));
        awaitStage("DECRYPTED");
    }

    /** The first opens, the second has the wrong key, the third reports his line, the fourth keeps silent. */
    private void mixedHall() {
        bidders.get(0).decrypt(trade, sealed.get(0));
        awaitState(0, "OPENED");
        bidders.get(1).decrypt(trade, sealed.get(1), new byte[16]);
        awaitState(1, "FAILED");
        assertThat(reportNetwork(2).status()).isEqualTo(200);
        awaitState(2, "FAILED");
    }

    @Test
    void eachFailureShowsItsCauseItsBlameAndTheArticle() {
        mixedHall();

        assertThat(row(1).path("cause").asString()).contains("密钥不是");
        assertThat(row(1).path("consequence").asString()).contains("投标人原因", "可以重试", "撤销", "§31");
        assertThat(row(2).path("consequence").asString()).contains("待认定", "§31");
        assertThat(bidders.get(2)
                        .party
                        .get(path(""))
                        .body()
                        .at("/board/bids/2/consequence")
                        .asString())
                .as("the bidder sees the same")
                .isEqualTo(row(2).path("consequence").asString());
        endOfWindow();
        assertThat(row(1).path("state").asString()).isEqualTo("REVOKED");
        assertThat(row(2).path("state").asString()).isEqualTo("FAILED");
        assertThat(row(3).path("state").asString()).isEqualTo("REVOKED");
        JsonNode closed = facts.ofStream("trade:" + trade).stream()
                .filter(fact -> fact.kind().equals("decryption.closed"))
                .findFirst()
                .orElseThrow()
                .body();
        assertThat(closed.at("/pending/0/cause").asString()).isEqualTo("NETWORK");
        assertThat(closed.at("/revoked/0/blame").asString()).isEqualTo("投标人原因");
    }

    @Test
    void pricesAreNotReadWhileACauseIsOpenAndTwoPeopleCloseIt() {
        mixedHall();
        endOfWindow();
        Party agency = Party.of(port, "agency");

        assertThat(agency.post(path("/read"), Map.of()).code()).isEqualTo("RULING_NEEDED");
        assertThat(propose(2, "OTHERS").status()).isEqualTo(200);
        assertThat(row(2).path("state").asString())
                .as("one person decides nothing")
                .isEqualTo("FAILED");
        assertThat(confirm("agency", 2).status()).isEqualTo(403);
        assertThat(confirm("bidder1", 2).status()).isEqualTo(403);
        assertThat(confirm("supervisor", 2).status()).isEqualTo(200);

        assertThat(row(2).path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(row(2).path("consequence").asString()).contains("要求赔偿");
        JsonNode body = ruled().getFirst().body();
        assertThat(body.path("reason").asString()).isEqualTo(REASON);
        assertThat(body.path("proposedBy").asString())
                .isNotEqualTo(body.path("confirmedBy").asString());
        assertThat(agency.post(path("/read"), Map.of()).status()).isEqualTo(200);
        assertThat(propose(1, "OTHERS").code())
                .as("after the prices it is too late")
                .isEqualTo("WRONG_PHASE");
    }

    @Test
    void aFindingIsCorrectedByTwoPeopleWithTheirReason() {
        mixedHall();
        endOfWindow();

        assertThat(propose(3, "BIDDER").code()).as("it is his already").isEqualTo("NOTHING_TO_RULE");
        assertThat(propose(0, "OTHERS").code()).as("it was opened").isEqualTo("NOTHING_TO_RULE");
        assertThat(propose(3, "OTHERS").status()).isEqualTo(200);
        assertThat(confirm("witness", 3).status()).isEqualTo(200);

        assertThat(row(3).path("state").asString()).isEqualTo("WITHDRAWN");
        JsonNode view = bidders.get(3).party.get(path("/rulings")).body().path("items");
        assertThat(view.toString()).contains(REASON);
        assertThat(confirm("witness", 3).code()).isEqualTo("NOTHING_TO_CONFIRM");
    }

    @Test
    void whoReportsHisLineMayStillDecryptInTime() {
        assertThat(reportNetwork(0).status()).isEqualTo(200);
        awaitState(0, "FAILED");

        bidders.get(0).decrypt(trade, sealed.get(0));
        awaitState(0, "OPENED");

        assertThat(row(0).has("cause")).isFalse();
        assertThat(reportNetwork(0).code()).isEqualTo("ALREADY_OPENED");
        assertThat(facts.ofStream("trade:" + trade).stream()
                        .filter(fact -> fact.kind().equals("bid.openingFailed"))
                        .findFirst()
                        .orElseThrow()
                        .body()
                        .path("detail")
                        .asString())
                .contains(deadline.plusSeconds(60).toString());
    }

    @Test
    void theHostProposesAPauseAndSomebodyElseConfirms() {
        Party agency = Party.of(port, "agency");

        assertThat(agency.post(path("/pause"), Map.of("reason", "开标系统无法访问")).status())
                .isEqualTo(200);
        assertThat(Party.of(port, "tenderer")
                        .post(path("/pause/confirm"), Map.of())
                        .code())
                .as("the host's own side")
                .isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(bidders.get(0).party.post(path("/pause/confirm"), Map.of()).status())
                .isEqualTo(403);
        assertThat(bidders.get(0)
                        .party
                        .post(path("/pause"), Map.of("reason", "x"))
                        .status())
                .as("a bidder does not propose it")
                .isEqualTo(403);
        assertThat(Party.of(port, "witness")
                        .post(path("/pause/confirm"), Map.of())
                        .status())
                .isEqualTo(200);

        awaitStage("PAUSED");
        Instant end = Instant.parse(page().at("/board/windowEnd").asString());
        sandbox.moveTo(clock.instant().plus(Duration.ofMinutes(7)));
        assertThat(Party.of(port, "centre").post(path("/continue"), Map.of()).status())
                .isEqualTo(200);
        assertThat(Instant.parse(page().at("/board/windowEnd").asString()))
                .isAfterOrEqualTo(end.plus(Duration.ofMinutes(7)));
        bidders.get(0).decrypt(trade, sealed.get(0));
        awaitState(0, "OPENED");
    }
}
