package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.sealing.domain.BidRoot;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The opening hall through HTTP, from the deadline to the record. */
@PlatformTest
class OpeningTest {

    @LocalServerPort
    int port;

    @Value("${mingjian.data}")
    Path data;

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

    private String trade;
    private Instant deadline;
    private Party agency;
    private final List<BidderSide> bidders = new ArrayList<>();
    private final List<byte[]> sealed = new ArrayList<>();

    @BeforeEach
    void openTrade() {
        deadline = clock.instant().plus(Duration.ofMinutes(20));
        trade = new Tendering(tenders, accounts).closingAt(deadline);
        agency = Party.of(port, "agency");
    }

    private void bidsOf(int count) {
        for (int i = 0; i < count; i++) {
            BidderSide bidder = BidderSide.register(port);
            byte[] bid = bidder.seal(trade, (100 + i) + ".00");
            assertThat(bidder.submit(trade, bid).status()).isEqualTo(201);
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

    private JsonNode page() {
        return agency.get("/api/trades/" + trade + "/opening").body();
    }

    private Answer post(Party party, String what, Object body) {
        return party.post("/api/trades/" + trade + "/opening/" + what, body);
    }

    private void decrypt(int... which) {
        for (int i : which) {
            Answer answer = bidders.get(i).decrypt(trade, sealed.get(i));
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        }
    }

    private void awaitState(int i, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> page().at("/board/bids/" + i + "/state").asString().equals(state));
    }

    private Fact fact(String kind) {
        return facts.ofStream("trade:" + trade).stream()
                .filter(fact -> fact.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countRootAndNamesAreSecretUntilTheDeadlineAndPublicAfterIt() {
        bidsOf(3);
        assertThat(page().path("stage").asString()).isEqualTo("BIDDING");
        assertThat(page().has("board")).isFalse();

        passDeadline();

        String root =
                BidRoot.of(sealed.stream().map(bid -> Sm3.hex(Sm3.digest(bid))).toList());
        Fact closed = fact("bids.closed");
        assertThat(closed.secrecy()).isEqualTo(Secrecy.PUBLIC);
        assertThat(closed.body().path("count").asInt()).isEqualTo(3);
        assertThat(closed.body().path("root").asString()).isEqualTo(root);
        assertThat(page().at("/board/root").asString()).isEqualTo(root);
        assertThat(page().at("/board/bids/0/bidder").asString()).isEqualTo(bidders.get(0).name);
        assertThat(tenders.get(trade).state()).isEqualTo(TradeState.OPENING);
    }

    @Test
    void rootIsTheOneThatReceiptsGive() {
        bidsOf(4);
        List<String> fromReceipts = new ArrayList<>();
        for (BidderSide bidder : bidders) {
            fromReceipts.add(bidder.party
                    .get("/api/trades/" + trade + "/bids/mine/receipts/1")
                    .body()
                    .at("/content/body/sm3")
                    .asString());
        }

        passDeadline();

        assertThat(page().at("/board/root").asString()).isEqualTo(BidRoot.of(fromReceipts));
    }

    @Test
    void fewerThanThreeBiddersFailTheTenderAndNobodyIsNamed() {
        bidsOf(2);
        sandbox.moveTo(deadline.plusMillis(1));

        awaitStage("FAILED");

        Fact failed = fact("tender.failed");
        assertThat(failed.body().path("count").asInt()).isEqualTo(2);
        assertThat(failed.body().path("basis").asString()).contains("§28");
        assertThat(failed.body().toString()).doesNotContain(bidders.get(0).name);
        assertThat(bidders.get(0).decrypt(trade, sealed.get(0)).code()).isEqualTo("NOT_OPENED_YET");
    }

    @Test
    void takenBackBidDoesNotCount() {
        bidsOf(4);
        bidders.get(3).party.post("/api/trades/" + trade + "/bids/mine/withdraw", Map.of());

        passDeadline();

        assertThat(page().at("/board/count").asInt()).isEqualTo(3);
    }

    @Test
    void openObjectionDefersTheOpening() {
        bidsOf(3);
        tenders.hold(trade, "objection:1");
        sandbox.moveTo(deadline.plusMillis(1));
        Awaitility.await()
                .during(Duration.ofMillis(700))
                .atMost(Duration.ofSeconds(10))
                .until(() -> page().path("stage").asString().equals("DEFERRED"));

        tenders.release(trade, "objection:1");

        awaitStage("DECRYPTING");
    }

    @Test
    void wholeOpeningRunsFromSignInToTheRecord() {
        bidsOf(4);
        passDeadline();
        assertThat(post(bidders.get(0).party, "sign-in", Map.of()).status()).isEqualTo(200);
        decrypt(0, 1, 2);
        awaitState(0, "OPENED");
        awaitState(1, "OPENED");
        awaitState(2, "OPENED");
        assertThat(page().at("/board/bids/0/signedIn").asBoolean()).isTrue();
        assertThat(page().at("/board/bids/0").has("price"))
                .as("no price before it is read")
                .isFalse();
        assertThat(bids.ofTrade(trade)).isEmpty();
        assertThat(post(agency, "close-decryption", Map.of()).code()).isEqualTo("DECRYPTION_GOES_ON");

        sandbox.moveTo(deadline.plus(Duration.ofMinutes(11)));
        awaitStage("DECRYPTED");
        assertThat(fact("decryption.closed").body().at("/revoked/0/cause").asString())
                .isEqualTo("NO_COMMAND");
        assertThat(post(agency, "read", Map.of()).status()).isEqualTo(200);
        assertThat(fact("prices.read").body().at("/bids/1/price").asString()).isEqualTo("101.00");
        assertThat(fact("prices.read").body().at("/bids/3").has("price")).isFalse();
        assertThat(page().at("/board/bids/3/state").asString()).isEqualTo("REVOKED");

        String objection = post(bidders.get(1).party, "objections", Map.of("text", "唱标工期有误"))
                .body()
                .path("objection")
                .asString();
        for (int i = 0; i < 3; i++) {
            String digest = page().at("/board/recordDigest").asString();
            String signature = bidders.get(i).sign("mingjian-opening-record-1\n" + trade + "\n" + digest);
            assertThat(post(bidders.get(i).party, "record/sign", Map.of("signature", signature))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(post(agency, "record", Map.of()).code()).isEqualTo("OBJECTION_OPEN");
        post(agency, "objections/" + objection + "/answer", Map.of("text", "经核对无误"));
        assertThat(post(agency, "record", Map.of()).status()).isEqualTo(200);

        Fact recorded = fact("opening.recorded");
        assertThat(recorded.body().path("opened").asInt()).isEqualTo(3);
        assertThat(recorded.body().at("/objections/0/answer").asString()).isEqualTo("经核对无误");
        assertThat(recorded.body().path("confirmations").size()).isEqualTo(3);
        assertThat(tenders.get(trade).state()).isEqualTo(TradeState.OPENED);
        Answer evidence = agency.get("/api/trades/" + trade + "/opening/record");
        assertThat(evidence.body().path("position").asLong()).isPositive();
        assertThat(bids.ofTrade(trade)).extracting(Bids.OpenedBid::isOpened).containsExactly(true, true, true, false);
        List<Bids.BidFile> files = bids.files(bids.ofTrade(trade).getFirst().id());
        assertThat(files).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("技术标/施工组织设计.pdf");
            assertThat(file.document().size()).isEqualTo(5000);
        });
    }

    @Test
    void wrongKeyFailsWithItsCauseAndMayBeTriedAgain() {
        bidsOf(3);
        passDeadline();

        bidders.get(0).decrypt(trade, sealed.get(0), new byte[16]);
        awaitState(0, "FAILED");
        String cause = page().at("/board/bids/0/cause").asString();
        decrypt(0);
        awaitState(0, "OPENED");

        assertThat(cause).contains("密钥");
        assertThat(fact("bid.openingFailed").body().path("cause").asString()).isEqualTo("WRONG_KEY");
        assertThat(bidders.get(0).decrypt(trade, sealed.get(0)).code()).isEqualTo("ALREADY_OPENED");
    }

    @Test
    void sheetThatCannotBeKeptFailsAloneAndHoldsUpNobody() {
        BidderSide odd = BidderSide.register(port);
        byte[] bid = odd.sealWith(trade, "\0");
        assertThat(odd.submit(trade, bid).status()).isEqualTo(201);
        bidsOf(3);
        passDeadline();

        odd.decrypt(trade, bid);
        decrypt(0, 1, 2);

        awaitState(0, "FAILED");
        awaitState(3, "OPENED");
        assertThat(fact("bid.openingFailed").body().path("cause").asString()).isEqualTo("MALFORMED");
    }

    @Test
    void commandSignedBySomebodyElseFails() {
        bidsOf(3);
        passDeadline();
        byte[] key = bidders.get(0).contentKey(sealed.get(0));

        Answer answer = bidders.get(0)
                .party
                .post(
                        "/api/trades/" + trade + "/opening/key",
                        Map.of(
                                "contentKey",
                                java.util.Base64.getEncoder().encodeToString(key),
                                "signature",
                                bidders.get(1).sign("anything")));
        awaitState(0, "FAILED");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(fact("bid.openingFailed").body().path("cause").asString()).isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void bytesThatThePlatformLostCountAsWithdrawnNotRevoked() throws Exception {
        bidsOf(3);
        passDeadline();
        String sm3 = Sm3.hex(Sm3.digest(sealed.get(1)));
        Path stored = data.resolve("files/objects").resolve(sm3.substring(0, 2)).resolve(sm3.substring(2));
        byte[] bytes = Files.readAllBytes(stored);
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, bytes.length - 5000, bytes.length - 200, (byte) 7);
        int sheet = bytes.length - 5600;
        Arrays.fill(damaged, sheet, bytes.length - 200, (byte) 7);
        Files.write(stored, damaged, StandardOpenOption.TRUNCATE_EXISTING);

        decrypt(0, 1, 2);
        awaitState(1, "FAILED");
        sandbox.moveTo(deadline.plus(Duration.ofMinutes(11)));
        awaitStage("DECRYPTED");

        JsonNode ended = fact("decryption.closed").body();
        assertThat(ended.at("/withdrawn/0/cause").asString()).isEqualTo("PLATFORM");
        assertThat(ended.path("revoked").size()).isZero();
        assertThat(page().at("/board/bids/1/state").asString()).isEqualTo("WITHDRAWN");
    }

    @Test
    void clockThatJumpsOverDeadlineAndWindowClosesBoth() {
        bidsOf(3);

        sandbox.moveTo(deadline.plus(Duration.ofHours(1)));
        awaitStage("DECRYPTING");

        assertThat(Instant.parse(page().at("/board/windowEnd").asString()))
                .as("the time to decrypt is not lost by a platform that looked late")
                .isAfter(clock.instant());
    }

    @Test
    void faultOfThePlatformPausesByTwoPeopleAndExtendsTheWindow() {
        bidsOf(3);
        passDeadline();
        Instant before = Instant.parse(page().at("/board/windowEnd").asString());
        Party centre = Party.of(port, "centre");

        assertThat(post(bidders.get(0).party, "pause", Map.of("reason", "断网")).status())
                .isEqualTo(403);
        assertThat(post(centre, "pause", Map.of("reason", "数据库故障")).status()).isEqualTo(200);
        assertThat(post(centre, "pause/confirm", Map.of()).code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(post(bidders.get(0).party, "pause/confirm", Map.of()).status())
                .isEqualTo(403);
        assertThat(post(Party.of(port, "witness"), "pause/confirm", Map.of()).status())
                .isEqualTo(200);
        assertThat(bidders.get(0).decrypt(trade, sealed.get(0)).code()).isEqualTo("OPENING_PAUSED");
        sandbox.moveTo(clock.instant().plus(Duration.ofMinutes(30)));
        assertThat(post(centre, "continue", Map.of()).status()).isEqualTo(200);
        decrypt(0);
        awaitState(0, "OPENED");

        assertThat(Instant.parse(page().at("/board/windowEnd").asString()))
                .isAfterOrEqualTo(before.plus(Duration.ofMinutes(30)));
    }

    @Test
    void commandAfterTheWindowIsRefused() {
        bidsOf(3);
        passDeadline();
        decrypt(1, 2);
        sandbox.moveTo(deadline.plus(Duration.ofMinutes(11)));
        awaitStage("DECRYPTED");

        assertThat(bidders.get(0).decrypt(trade, sealed.get(0)).code()).isEqualTo("DECRYPTION_OVER");
    }

    @Test
    void otherPeopleCannotHost() {
        bidsOf(3);
        passDeadline();

        assertThat(post(bidders.get(0).party, "read", Map.of()).status()).isEqualTo(403);
        assertThat(post(BidderSide.register(port).party, "sign-in", Map.of()).status())
                .isEqualTo(404);
    }
}
