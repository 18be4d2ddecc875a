package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.ops.SandboxClock;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 解密演练: a bidder opens before the deadline what the platform holds, and nobody else hears of it. */
@PlatformTest
class RehearsalTest {

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

    private String trade;
    private Instant deadline;
    private BidderSide bidder;
    private byte[] sealed;

    @BeforeEach
    void handIn() {
        deadline = clock.instant().plus(Duration.ofMinutes(30));
        trade = new Tendering(tenders, accounts).closingAt(deadline);
        bidder = BidderSide.register(port);
        sealed = bidder.seal(trade, "100.00");
        assertThat(bidder.submit(trade, sealed).status()).isEqualTo(201);
    }

    private String path(String rest) {
        return "/api/trades/" + trade + "/bids/mine" + rest;
    }

    private Answer tell(String outcome, byte[] of) {
        String sm3 = Sm3.hex(Sm3.digest(of));
        String signature = bidder.sign("mingjian-rehearsal-1\n" + trade + "\n" + sm3 + "\n" + outcome);
        return bidder.party.post(path("/rehearsals"), Map.of("sm3", sm3, "outcome", outcome, "signature", signature));
    }

    private List<JsonNode> duties() {
        return Stream.of(bidder.party.get("/api/todo").body())
                .flatMap(JsonNode::valueStream)
                .filter(duty -> duty.path("id").asString().equals("rehearsal:" + trade))
                .toList();
    }

    private List<Fact> rehearsals() {
        return facts.ofStream("bids:" + trade).stream()
                .filter(fact -> fact.kind().equals("bid.rehearsed"))
                .toList();
    }

    @Test
    void theBytesThatComeBackAreThoseOfTheReceipt() {
        byte[] held = bidder.party.get(path("/sealed")).http().body();

        assertThat(held).isEqualTo(sealed);
        assertThat(bidder.contentKey(held)).hasSize(16);
    }

    @Test
    void aTrialThatOpenedIsASecretFactAndEndsTheReminder() {
        assertThat(duties()).hasSize(1);
        assertThat(duties().getFirst().path("dueAt").asString()).isEqualTo(deadline.toString());

        assertThat(tell("OPENED", sealed).status()).isEqualTo(201);

        assertThat(duties()).isEmpty();
        Fact fact = rehearsals().getFirst();
        assertThat(fact.secrecy()).isEqualTo(Secrecy.SEALED);
        assertThat(fact.body().path("outcome").asString()).isEqualTo("OPENED");
        byte[] message = ("mingjian-rehearsal-1\n" + trade + "\n" + Sm3.hex(Sm3.digest(sealed)) + "\nOPENED")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(Sm2.verify(
                        bidder.keys.publicKey(),
                        message,
                        Base64.getDecoder().decode(fact.body().path("signature").asString())))
                .isTrue();
        assertThat(bidder.party
                        .get(path(""))
                        .body()
                        .at("/versions/0/rehearsal/opened")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void nobodyElseHearsOfItBeforeTheDeadline() {
        tell("OPENED", sealed);

        for (String login : List.of("agency", "tenderer", "centre", "supervisor", "witness", "bidder1")) {
            Party other = Party.of(port, login);
            assertThat(other.get("/api/trades/" + trade + "/timeline").body().toString())
                    .as(login)
                    .doesNotContain("bid.rehearsed");
            assertThat(other.get("/api/trades/" + trade + "/opening").body().has("board"))
                    .as(login)
                    .isFalse();
            assertThat(other.get("/api/todo").body().toString()).as(login).doesNotContain("rehearsal:" + trade);
            assertThat(other.get(path("/sealed")).status()).as(login).isIn(403, 404);
        }
        assertThat(facts.ofStream("trade:" + trade).stream().map(Fact::kind)).doesNotContain("bid.rehearsed");
    }

    @Test
    void aFailedTrialKeepsTheReminderAndSaysWhy() {
        assertThat(tell("WRONG_KEY", sealed).status()).isEqualTo(201);

        assertThat(duties().getFirst().path("why").asString()).contains("密钥不是加密该文件所用的密钥");
        assertThat(rehearsals().getFirst().body().hasNonNull("intact")).isFalse();

        assertThat(tell("OPENED", sealed).status()).isEqualTo(201);
        assertThat(duties()).isEmpty();
    }

    @Test
    void aDoubtAboutTheBytesIsLookedIntoByThePlatformItself() throws java.io.IOException {
        tell("DIGEST", sealed);
        assertThat(rehearsals().getFirst().body().path("intact").asBoolean()).isTrue();
        assertThat(bidder.party
                        .get(path(""))
                        .body()
                        .at("/versions/0/rehearsal/opened")
                        .asBoolean(true))
                .isFalse();

        Path stored = stored();
        byte[] before = Files.readAllBytes(stored);
        byte[] flipped = before.clone();
        flipped[flipped.length / 2] ^= 1;
        stored.toFile().setWritable(true);
        Files.write(stored, flipped);
        try {
            tell("DIGEST", sealed);
        } finally {
            Files.write(stored, before);
        }
        assertThat(rehearsals().getLast().body().path("intact").asBoolean(true)).isFalse();
    }

    private Path stored() throws java.io.IOException {
        String sm3 = Sm3.hex(Sm3.digest(sealed));
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.getFileName().toString().contains(sm3.substring(4)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void onlyTheCurrentVersionCountsAndAReplacementIsTriedAnew() {
        byte[] fresh = bidder.seal(trade, "99.00");
        tell("OPENED", sealed);
        assertThat(bidder.submit(trade, fresh).status()).isEqualTo(201);

        assertThat(duties()).hasSize(1);
        assertThat(tell("OPENED", sealed).code()).isEqualTo("NOT_THE_CURRENT_VERSION");
        assertThat(tell("OPENED", fresh).status()).isEqualTo(201);
        assertThat(duties()).isEmpty();
    }

    @Test
    void whatIsNotSignedByTheBidderOrIsNoOutcomeIsRefused() {
        String sm3 = Sm3.hex(Sm3.digest(sealed));
        String forWrong = bidder.sign("mingjian-rehearsal-1\n" + trade + "\n" + sm3 + "\nWRONG_KEY");

        Answer other =
                bidder.party.post(path("/rehearsals"), Map.of("sm3", sm3, "outcome", "OPENED", "signature", forWrong));

        assertThat(other.status()).isEqualTo(400);
        assertThat(tell("SURELY", sealed).status()).isEqualTo(400);
        assertThat(rehearsals()).isEmpty();
    }

    @Test
    void afterTheDeadlineNothingIsRehearsedAnyMore() {
        sandbox.moveTo(deadline.plusMillis(1));

        assertThat(tell("OPENED", sealed).code()).isEqualTo("REHEARSAL_OVER");
        assertThat(duties()).isEmpty();
    }
}
