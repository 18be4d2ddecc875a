package org.mingjian.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.identity.app.SampleAccounts;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.sealing.BidderSide;
import org.mingjian.sealing.OpenerSide;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.testing.DrawParties;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The opening of one bid by its openers and a draw by commitment and seed, step by step, in a platform that is killed
 * during some of the steps. Whoever was killed in the middle of an act repeats it; whoever had his answer is not asked
 * again.
 */
final class KilledHall {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What is done to the platform while a step is under way. */
    interface Kill {
        void kill() throws IOException;
    }

    private interface Act {
        /** @return status of the answer */
        int go();
    }

    /** @param giver login of whom the platform asks for a share, or empty */
    private record Step(String what, String giver, Act act) {}

    private final RunningPlatform platform;
    private final Path data;
    private final Party agency;
    private final String trade;
    private final List<OpenerSide> people = new ArrayList<>();
    private final BidderSide bidder;
    private final byte[] sealed;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private String closed = "";
    private String draw = "";
    private int next;

    /** Before the deadline: three bids for this trade's openers, of which the first will need them. */
    KilledHall(RunningPlatform platform, Path data) throws IOException {
        this.platform = platform;
        this.data = data;
        this.agency = Party.of(platform.port, "agency");
        List<String> lines = Files.readAllLines(data.resolve("hall"));
        trade = lines.getFirst();
        byte[] platformKey = Base64.getDecoder().decode(lines.get(1));
        lines.subList(2, 5).forEach(line -> people.add(OpenerSide.ofLine(line)));
        bidder = BidderSide.register(platform.port).sealingFor(rule(people, platformKey));
        sealed = bidder.seal(trade, "100.00");
        assertThat(bidder.submit(trade, sealed).status()).isEqualTo(201);
        // Fewer than three bids are not opened (招标投标法 §28).
        for (int i = 0; i < 2; i++) {
            BidderSide other = BidderSide.register(platform.port).sealingFor(rule(people, platformKey));
            assertThat(other.submit(trade, other.seal(trade, "101.00")).status())
                    .isEqualTo(201);
        }
    }

    private static SharedKey.Rule rule(List<OpenerSide> people, byte[] platformKey) {
        assertThat(Sm2.isPublicKey(platformKey)).isTrue();
        return new SharedKey.Rule(
                3,
                List.of(
                        party(people.get(0)),
                        new Recipient.Party("platform", platformKey, ""),
                        party(people.get(1)),
                        party(people.get(2))));
    }

    private static Recipient.Party party(OpenerSide one) {
        return new Recipient.Party(one.login, one.keys.publicKey(), "0" + one.index);
    }

    /** After the deadline: the bidder's own key fails, a draw is prepared; both wait for people. */
    void begin() throws IOException {
        Awaitility.await("the hall")
                .atMost(PATIENCE)
                .until(() -> page().path("stage").asString().equals("DECRYPTING"));
        assertThat(bidder.signIn().decrypt(trade, sealed, new byte[16]).status())
                .isEqualTo(202);
        awaitState("REMEDY");
        Files.writeString(data.resolve("draw-asked"), trade);
        Awaitility.await("a draw").atMost(PATIENCE).until(() -> Files.exists(data.resolve("draw-prepared")));
        closed = fingerprints("bids.closed").toString();
        DrawParties parties = new DrawParties(platform.port, trade, "coefficients");
        draw = parties.draw();
        steps.add(new Step("share 1", "tenderer", () -> share(0)));
        steps.add(
                new Step("commit 1", "", () -> again(parties).commit("tenderer").status()));
        steps.add(new Step("share 3", "supervisor", () -> share(1)));
        steps.add(new Step(
                "commit 3", "", () -> again(parties).commit("supervisor").status()));
        steps.add(new Step("share 2", "", this::platformGives));
        steps.add(new Step(
                "reveal 3", "", () -> again(parties).reveal("supervisor").status()));
        steps.add(
                new Step("reveal 1", "", () -> again(parties).reveal("tenderer").status()));
    }

    /** Signed in anew, because a session may have died with the platform. */
    private DrawParties again(DrawParties parties) {
        return parties.at(platform.port);
    }

    private int share(int person) {
        return people.get(person).give(platform.port, trade, bid(), sealed).status();
    }

    private int platformGives() {
        return Party.of(platform.port, "centre")
                .post(
                        "/api/trades/" + trade + "/opening/shares/platform",
                        Map.of("bids", List.of(bid()), "reason", "按招标文件补救"))
                .status();
    }

    /** Goes on to a step chosen by the data, and kills while it is under way. */
    void stepsAndKill(Random random, Kill kill, int stepsLeftAfter) throws IOException, InterruptedException {
        int doomed = next + random.nextInt(steps.size() - stepsLeftAfter - next);
        while (next < doomed) {
            done(steps.get(next), false);
        }
        Step step = steps.get(doomed);
        Thread acting = Thread.ofVirtual().start(() -> attempt(step));
        // The moment is random; a wait for a condition would always hit the same one.
        Thread.sleep(random.nextInt(60));
        kill.kill();
        acting.join();
        platform.awaitAnswer();
        done(step, true);
        nobodyIsAskedAgain();
    }

    private int attempt(Step step) {
        try {
            return step.act().go();
        } catch (AssertionError | IllegalStateException | UncheckedIOException notReached) {
            return 0;
        }
    }

    /** @param perhapsDone it may have been carried out although its answer was lost: then a repeat is refused */
    private void done(Step step, boolean perhapsDone) {
        Awaitility.await(step.what()).atMost(PATIENCE).until(() -> {
            int status = attempt(step);
            return status == 200 || status == 202 || (perhapsDone && (status == 409 || status == 422));
        });
        if (!step.giver().isEmpty()) {
            given.add(step.giver());
        }
        next++;
    }

    private void nobodyIsAskedAgain() {
        for (String login : given) {
            Party.of(platform.port, login).get("/api/todo").body().forEach(duty -> assertThat(
                            duty.path("id").asString())
                    .as("%s has given", login)
                    .isNotEqualTo("opening-share:" + trade));
        }
        assertThat(new DrawParties(platform.port, trade, "coefficients").draw())
                .as("no second draw was begun")
                .isEqualTo(draw);
    }

    /** What was given counted once, the bid is open, the draw has its result, and nothing before was touched. */
    void finish() throws IOException {
        while (next < steps.size()) {
            done(steps.get(next), false);
        }
        awaitState("OPENED");
        assertThat(fingerprints("bid.shareGiven")).hasSize(3);
        assertThat(fingerprints("bid.opened")).hasSize(1);
        assertThat(fingerprints("draw.prepared")).hasSize(1);
        assertThat(fingerprints("draw.committed")).hasSize(3);
        assertThat(fingerprints("draw.revealed")).hasSize(3);
        assertThat(fingerprints("draw.drawn")).hasSize(1);
        assertThat(fingerprints("bids.closed")).hasToString(closed);
        JsonNode drawn = new DrawParties(platform.port, trade, "coefficients").latest();
        assertThat(drawn.path("state").asString()).isEqualTo("DRAWN");
    }

    private List<String> fingerprints(String kind) throws IOException {
        JdbcClient database = platform.database();
        return database.sql("SELECT digest FROM facts.fact WHERE kind = :kind AND stream = :stream ORDER BY seq")
                .param("kind", kind)
                .param("stream", "trade:" + trade)
                .query((row, n) -> HexFormat.of().formatHex(row.getBytes(1)))
                .list();
    }

    /** A session outlives the platform; signing in for each look would cost more than all else. */
    private JsonNode page() {
        Answer answer = agency.get("/api/trades/" + trade + "/opening");
        if (answer.status() == 401) {
            agency.signedIn("agency", SampleAccounts.PASSWORD);
        }
        return answer.body();
    }

    private String bid() {
        return page().at("/board/bids/0/id").asString();
    }

    private void awaitState(String state) {
        Awaitility.await(state).atMost(PATIENCE).ignoreExceptions().until(() -> page().at("/board/bids/0/state")
                .asString()
                .equals(state));
    }
}
