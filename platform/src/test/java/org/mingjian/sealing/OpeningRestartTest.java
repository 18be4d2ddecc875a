package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.Platform;
import org.mingjian.document.Party;
import org.mingjian.draw.DrawPlan;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.Draws;
import org.mingjian.facts.Actor;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.SandboxClock;
import org.mingjian.ops.TestDatabase;
import org.mingjian.tender.Tenders;
import org.mingjian.testing.DrawParties;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** The platform stops in the middle of an opening and goes on with the same database. */
class OpeningRestartTest {

    @TempDir
    Path data;

    private final TestDatabase database = TestDatabase.fresh();

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Platform.class)
                .profiles("test")
                .properties(
                        "server.port=0",
                        "mingjian.db.url=" + database.url(),
                        "mingjian.db.user=" + database.user(),
                        "mingjian.db.password=" + database.password(),
                        "mingjian.data=" + data)
                .run();
    }

    private static int port(ConfigurableApplicationContext platform) {
        return Integer.parseInt(platform.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static void stop(ConfigurableApplicationContext platform, String worker) {
        platform.getBeansOfType(SmartLifecycle.class).values().stream()
                .filter(bean -> bean.getClass().getSimpleName().equals(worker))
                .findFirst()
                .orElseThrow()
                .stop();
    }

    private static JsonNode page(int port, String trade) {
        return Party.of(port, "agency").get("/api/trades/" + trade + "/opening").body();
    }

    @Test
    void queuedCommandsAndPassedDeadlinesAreDoneAfterTheRestart() {
        String opening;
        String waiting;
        Instant deadline;
        try (ConfigurableApplicationContext platform = start()) {
            int port = port(platform);
            PlatformClock clock = platform.getBean(PlatformClock.class);
            Tendering tendering = new Tendering(platform.getBean(Tenders.class), platform.getBean(Accounts.class));
            deadline = clock.instant().plus(Duration.ofMinutes(10));
            opening = tendering.closingAt(deadline);
            waiting = tendering.closingAt(deadline.plus(Duration.ofMinutes(5)));
            List<BidderSide> bidders = new ArrayList<>();
            List<byte[]> sealed = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                BidderSide bidder = BidderSide.register(port);
                bidders.add(bidder);
                sealed.add(bidder.seal(opening, "10" + i + ".00"));
                assertThat(bidder.submit(opening, sealed.get(i)).status()).isEqualTo(201);
                assertThat(bidder.submit(waiting, bidder.seal(waiting, "1.00")).status())
                        .isEqualTo(201);
            }
            platform.getBean(SandboxClock.class).moveTo(deadline.plusMillis(1));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> page(port, opening).path("stage").asString().equals("DECRYPTING"));
            stop(platform, "OpeningBids");
            stop(platform, "OpeningTimer");
            for (int i = 0; i < 3; i++) {
                assertThat(bidders.get(i).decrypt(opening, sealed.get(i)).status())
                        .isEqualTo(202);
            }
            assertThat(page(port, opening).at("/board/counts/OPENED").isMissingNode())
                    .isTrue();
            platform.getBean(SandboxClock.class).moveTo(deadline.plus(Duration.ofMinutes(6)));
        }

        try (ConfigurableApplicationContext platform = start()) {
            int port = port(platform);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> page(port, opening).at("/board/counts/OPENED").asInt(0) == 3);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> page(port, waiting).path("stage").asString().equals("DECRYPTING"));
        }
    }

    private static final String DUTY = "opening-share";

    /**
     * Stops after each step: a share given, a commitment made; the key put together but not used, a seed shown. What
     * was given counts, nobody is asked for it again, and only what is missing is asked for.
     */
    @Test
    void sharesAndSeedsThatWereGivenAreNotAskedForAgain() {
        ShareHall hall;
        DrawParties parties;
        try (ConfigurableApplicationContext platform = start()) {
            hall = ShareHall.open(platform, port(platform)).passDeadline();
            hall.failOwnKey(0);
            hall.give(0, 0);
            prepareDraw(platform, hall.trade);
            parties = new DrawParties(port(platform), hall.trade, "coefficients");
            assertThat(parties.commit("tenderer").status()).isEqualTo(200);
        }

        try (ConfigurableApplicationContext platform = start()) {
            int port = port(platform);
            hall = hall.at(platform, port);
            parties = parties.at(port);
            assertThat(hall.row(0).path("state").asString()).isEqualTo("REMEDY");
            assertThat(hall.row(0).path("shares").asInt()).isEqualTo(1);
            assertThat(hall.duties("tenderer", DUTY)).as("has given").isEmpty();
            assertThat(hall.duties("supervisor", DUTY)).as("has not").hasSize(1);
            assertThat(Party.of(port, "tenderer")
                            .get("/api/trades/" + hall.trade + "/opening/remedy")
                            .body()
                            .at("/bids/0")
                            .has("header"))
                    .as("his share is not handed out to him again")
                    .isFalse();
            hall.give(1, 0);
            stop(platform, "OpeningBids");
            hall.platformGives(0);
            assertThat(hall.row(0).path("state").asString()).isEqualTo("DECRYPTING");

            String draw = parties.draw();
            assertThat(parties.latest().path("state").asString()).isEqualTo("COMMITTING");
            assertThat(parties.commit("supervisor").status()).isEqualTo(200);
            assertThat(parties.reveal("supervisor").status()).isEqualTo(200);
            assertThat(parties.draw()).as("no second draw was begun").isEqualTo(draw);
        }

        try (ConfigurableApplicationContext platform = start()) {
            hall = hall.at(platform, port(platform));
            parties = parties.at(port(platform));
            hall.awaitState(0, "OPENED");
            assertThat(hall.facts("bid.shareGiven")).hasSize(3);
            assertThat(hall.facts("bid.opened")).hasSize(1);
            assertThat(hall.duties("witness", DUTY)).isEmpty();

            assertThat(parties.reveal("tenderer").status()).isEqualTo(200);
            assertThat(parties.latest().path("state").asString()).isEqualTo("DRAWN");
            assertThat(hall.facts("draw.committed")).as("each party once").hasSize(3);
            assertThat(hall.facts("draw.drawn")).hasSize(1);
        }
    }

    private static void prepareDraw(ConfigurableApplicationContext platform, String trade) {
        var entries = List.of(new DrawPlan.Entry("k", "k=0.02", ""), new DrawPlan.Entry("k", "k=0.03", ""));
        var plan = new DrawPlan(
                trade, DrawPurpose.COEFFICIENTS, "抽取系数", List.of(new DrawPlan.Lot("k", 1)), entries, false, List.of());
        platform.getBean(TransactionTemplate.class).executeWithoutResult(status -> platform.getBean(Draws.class)
                .prepare(plan, Actor.SYSTEM)
                .orRefuse());
    }
}
