package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
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
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm2Shares;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.tender.Openers;
import org.mingjian.tender.PlatformOpener;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 补救 through HTTP: bids whose keys fail are opened by three of four openers, by rule and on record. */
@PlatformTest
class RemedyTest {

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

    @Autowired
    Bids bids;

    @Autowired
    PlatformOpener platform;

    private String trade;
    private Instant deadline;
    private Party agency;
    private Openers openers;
    private final List<OpenerSide> people = OpenerSide.people();
    private final List<BidderSide> bidders = new ArrayList<>();
    private final List<byte[]> sealed = new ArrayList<>();

    @BeforeEach
    void openTrade() {
        deadline = clock.instant().plus(Duration.ofMinutes(20));
        openers = OpenerSide.openers(people, accounts, platform);
        trade = new Tendering(tenders, accounts).with(Tendering.terms(deadline).withOpeners(openers));
        agency = Party.of(port, "agency");
    }

    private void threeBids() {
        for (int i = 0; i < 3; i++) {
            BidderSide bidder = BidderSide.register(port).sealingFor(OpenerSide.rule(openers));
            byte[] bid = bidder.seal(trade, (100 + i) + ".00");
            Answer answer = bidder.submit(trade, bid);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
            bidders.add(bidder);
            sealed.add(bid);
        }
    }

    private void passDeadline() {
        sandbox.moveTo(deadline.plusMillis(1));
        awaitStage("DECRYPTING");
    }

    private void awaitStage(String stage) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> page().path("stage").asString().equals(stage));
    }

    private void awaitState(int i, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> page().at("/board/bids/" + i + "/state").asString().equals(state));
    }

    private JsonNode page() {
        return agency.get("/api/trades/" + trade + "/opening").body();
    }

    private JsonNode remedy(Party party) {
        return party.get("/api/trades/" + trade + "/opening/remedy").body();
    }

    private String bid(int i) {
        return page().at("/board/bids/" + i + "/id").asString();
    }

    private List<Fact> facts(String kind) {
        return facts.ofStream("trade:" + trade).stream()
                .filter(fact -> fact.kind().equals(kind))
                .toList();
    }

    private void failOwnKey(int i) {
        bidders.get(i).decrypt(trade, sealed.get(i), new byte[16]);
        awaitState(i, "REMEDY");
    }

    private Answer platformGives(String bid) {
        return Party.of(port, "centre")
                .post(
                        "/api/trades/" + trade + "/opening/shares/platform",
                        Map.of("bids", List.of(bid), "reason", "按招标文件补救"));
    }

    @Test
    void threeOfFourOpenersOpenABidWhoseOwnKeyFailed() {
        threeBids();
        passDeadline();
        failOwnKey(0);
        String bid = bid(0);

        assertThat(people.get(0)
                        .give(port, trade, bid, sealed.get(0))
                        .body()
                        .at("/items/0/outcome")
                        .asString())
                .isEqualTo("GIVEN");
        assertThat(people.get(1)
                        .give(port, trade, bid, sealed.get(0))
                        .body()
                        .at("/items/0/given")
                        .asInt())
                .isEqualTo(2);
        assertThat(page().at("/board/bids/0/state").asString()).isEqualTo("REMEDY");
        platformGives(bid);
        awaitState(0, "OPENED");

        List<Fact> given = facts("bid.shareGiven");
        assertThat(given).hasSize(3);
        assertThat(given.get(0).body().path("reason").asString()).isEqualTo(OpenerSide.REASON);
        assertThat(facts("bid.opened").getFirst().body().path("shares").asInt()).isEqualTo(3);
        bidders.get(1).decrypt(trade, sealed.get(1));
        bidders.get(2).decrypt(trade, sealed.get(2));
        awaitState(1, "OPENED");
        awaitState(2, "OPENED");
        agency.post("/api/trades/" + trade + "/opening/close-decryption", Map.of());
        agency.post("/api/trades/" + trade + "/opening/read", Map.of());
        assertThat(page().at("/board/bids/0/price").asString()).isEqualTo("100.00");
        assertThat(bids.files(bids.ofTrade(trade).getFirst().id())).hasSize(1);
    }

    @Test
    void anybodyCanCheckAShareFromItsFactAlone() throws CryptoFailure {
        threeBids();
        passDeadline();
        failOwnKey(0);
        people.get(0).give(port, trade, bid(0), sealed.get(0));

        JsonNode body = facts("bid.shareGiven").getFirst().body();
        Base64.Decoder base64 = Base64.getDecoder();
        List<byte[]> commitments = new ArrayList<>();
        body.path("commitments").forEach(one -> commitments.add(base64.decode(one.asString())));
        byte[] point = base64.decode(body.path("point").asString());
        String message = OpenerShares.message(
                trade,
                body.path("sm3").asString(),
                body.path("index").asInt(),
                point,
                body.path("reason").asString());

        assertThat(point).isEqualTo(Sm2Shares.expectedPoint(commitments, 1));
        assertThat(Sm2.verify(
                        people.get(0).keys.publicKey(),
                        message.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        base64.decode(body.path("signature").asString())))
                .isTrue();
        assertThat(body.toString()).doesNotContain(base64(people.get(0).share(sealed.get(0))));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void sharesAreRefusedBeforeTheDeadline() {
        threeBids();

        Answer early = people.get(0).give(port, trade, "00000000-0000-4000-8000-000000000000", sealed.get(0));

        assertThat(early.status()).isEqualTo(422);
        assertThat(early.code()).isEqualTo("SHARES_TOO_EARLY");
        assertThat(early.body().path("basis").asString()).contains("§27");
        assertThat(remedy(Party.of(port, "tenderer")).path("bids").size()).isZero();
    }

    @Test
    void sharesAreRefusedBeforeTheBiddersOwnKeyFailed() {
        threeBids();
        passDeadline();

        Answer early = people.get(0).give(port, trade, bid(0), sealed.get(0));

        assertThat(early.body().at("/items/0/outcome").asString()).isEqualTo("OWN_KEY_FIRST");
        assertThat(facts("bid.shareGiven")).isEmpty();
        assertThat(platformGives(bid(0)).body().at("/items/0/outcome").asString())
                .isEqualTo("OWN_KEY_FIRST");
    }

    @Test
    void openerSeesOnlyTheBidsInNeedAndHisOwnShare() {
        threeBids();
        passDeadline();
        failOwnKey(1);

        JsonNode tenderer = remedy(Party.of(port, "tenderer"));
        JsonNode bystander = remedy(bidders.get(0).party);

        assertThat(tenderer.path("mine").asInt()).isEqualTo(1);
        assertThat(tenderer.path("bids").size()).isEqualTo(1);
        assertThat(tenderer.at("/bids/0/cause").asString()).isEqualTo("WRONG_KEY");
        assertThat(tenderer.at("/bids/0/header/wrapped").asString()).isNotEmpty();
        assertThat(bystander.has("mine")).isFalse();
        assertThat(bystander.at("/bids/0").has("header")).isFalse();
    }

    @Test
    void falseShareIsRecordedNamedAndOpensNothing() {
        threeBids();
        passDeadline();
        failOwnKey(0);
        byte[] invented = people.get(0).share(sealed.get(1));

        Answer answer = people.get(0).give(port, trade, bid(0), sealed.get(0), invented);

        assertThat(answer.body().at("/items/0/outcome").asString()).isEqualTo("FALSE");
        assertThat(facts("bid.shareFalse").getFirst().body().path("kind").asString())
                .isEqualTo("tenderer");
        assertThat(page().at("/board/bids/0").has("shares")).isFalse();
        people.get(1).give(port, trade, bid(0), sealed.get(0));
        people.get(2).give(port, trade, bid(0), sealed.get(0));
        platformGives(bid(0));
        awaitState(0, "OPENED");
    }

    @Test
    void shareSignedByAnotherKeyIsRefused() {
        threeBids();
        passDeadline();
        failOwnKey(0);
        Sm2.KeyPair stranger = Sm2.generate(new java.security.SecureRandom());

        var one = Map.of(
                "bid",
                bid(0),
                "share",
                base64(people.get(0).share(sealed.get(0))),
                "signature",
                base64(Sm2.sign(stranger.privateKey(), new byte[3])));
        Answer answer = Party.of(port, "tenderer")
                .post("/api/trades/" + trade + "/opening/shares", Map.of("reason", "x", "shares", List.of(one)));

        assertThat(answer.body().at("/items/0/outcome").asString()).isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void whoIsNoOpenerGivesNoShare() {
        threeBids();
        passDeadline();
        failOwnKey(0);
        var one = Map.of("bid", bid(0), "share", "AAAA", "signature", "AAAA");
        Map<String, Object> shares = Map.of("reason", "x", "shares", List.of(one));
        String path = "/api/trades/" + trade + "/opening/shares";

        assertThat(agency.post(path, shares).code()).isEqualTo("NOT_AN_OPENER");
        assertThat(bidders.get(1).party.post(path, shares).status()).isEqualTo(403);
    }

    @Test
    void bidderWhoseKeyIsLostAsksAndIsHelped() {
        threeBids();
        passDeadline();

        Answer asked =
                bidders.get(2).party.post("/api/trades/" + trade + "/opening/key/unusable", Map.of("reason", "密码钥匙损坏"));
        awaitState(2, "REMEDY");
        people.forEach(opener -> opener.give(port, trade, bid(2), sealed.get(2)));
        awaitState(2, "OPENED");

        assertThat(asked.status()).isEqualTo(200);
        assertThat(facts("bid.openingFailed").getFirst().body().path("cause").asString())
                .isEqualTo("NO_KEY");
    }

    @Test
    void openersHaveTheirTimeAfterTheBiddersAndThenItIsOver() {
        threeBids();
        passDeadline();
        bidders.get(1).decrypt(trade, sealed.get(1));
        failOwnKey(0);
        sandbox.moveTo(deadline.plus(Duration.ofMinutes(12)));

        assertThat(bidders.get(0).decrypt(trade, sealed.get(0)).code()).isEqualTo("DECRYPTION_OVER");
        assertThat(people.get(0)
                        .give(port, trade, bid(0), sealed.get(0))
                        .body()
                        .at("/items/0/outcome")
                        .asString())
                .isEqualTo("GIVEN");
        sandbox.moveTo(deadline.plus(Duration.ofMinutes(31)));
        awaitStage("DECRYPTED");

        assertThat(page().at("/board/bids/0/state").asString()).isEqualTo("REVOKED");
        assertThat(people.get(1).give(port, trade, bid(0), sealed.get(0)).code())
                .isEqualTo("REMEDY_OVER");
    }

    @Test
    void tenderWhoseDocumentsProvideNoRemedyHasNone() {
        Terms with = Tendering.terms(deadline).withOpeners(openers);
        Terms none = new Terms(
                with.ceilingPrice(),
                with.deposit(),
                with.documentsFrom(),
                with.documentsTo(),
                with.bidDeadline(),
                with.validityDays(),
                with.decryptMinutes(),
                false,
                with.method(),
                with.price(),
                with.criteria(),
                with.candidates(),
                with.scope(),
                with.qualification(),
                with.durationDays(),
                with.quality(),
                with.place(),
                openers,
                with.mandatory());
        trade = new Tendering(tenders, accounts).with(none);
        threeBids();
        passDeadline();
        bidders.get(0).decrypt(trade, sealed.get(0), new byte[16]);
        awaitState(0, "FAILED");

        assertThat(people.get(0).give(port, trade, bid(0), sealed.get(0)).code())
                .isEqualTo("NO_REMEDY");
    }

    @Test
    void bidThatIsNotSealedForTheOpenersIsNotAccepted() {
        BidderSide careless = BidderSide.register(port);

        Answer refused = careless.submit(trade, careless.seal(trade, "1.00"));

        assertThat(refused.code()).isEqualTo("OPENERS");
    }

    @Test
    void bidderMayTryAgainWhileSharesComeIn() {
        threeBids();
        passDeadline();
        failOwnKey(0);
        people.get(0).give(port, trade, bid(0), sealed.get(0));

        bidders.get(0).decrypt(trade, sealed.get(0));
        awaitState(0, "OPENED");

        assertThat(facts("bid.opened").getFirst().body().path("shares").asInt()).isZero();
        assertThat(people.get(1)
                        .give(port, trade, bid(0), sealed.get(0))
                        .body()
                        .at("/items/0/outcome")
                        .asString())
                .isEqualTo("ALREADY_OPENED");
    }
}
