package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.SandboxClock;
import org.mingjian.tender.Openers;
import org.mingjian.tender.PlatformOpener;
import org.mingjian.tender.Tenders;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** One opening with openers and three bids, against a platform that runs. */
public final class ShareHall {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public final List<OpenerSide> people;
    public final List<BidderSide> bidders = new ArrayList<>();
    public final List<byte[]> sealed = new ArrayList<>();
    public final String trade;
    public final Instant deadline;
    private final int port;
    private final ApplicationContext platform;

    private ShareHall(ApplicationContext platform, int port, List<OpenerSide> people, String trade, Instant deadline) {
        this.platform = platform;
        this.port = port;
        this.people = people;
        this.trade = trade;
        this.deadline = deadline;
    }

    /** A trade that closes in twenty minutes, three of four openers, three bids handed in. */
    public static ShareHall open(ApplicationContext platform, int port) {
        Accounts accounts = platform.getBean(Accounts.class);
        List<OpenerSide> people = OpenerSide.people();
        Openers openers = OpenerSide.openers(people, accounts, platform.getBean(PlatformOpener.class));
        Instant deadline = platform.getBean(PlatformClock.class).instant().plus(Duration.ofMinutes(20));
        String trade = new Tendering(platform.getBean(Tenders.class), accounts)
                .with(Tendering.terms(deadline).withOpeners(openers));
        ShareHall hall = new ShareHall(platform, port, people, trade, deadline);
        for (int i = 0; i < 3; i++) {
            BidderSide bidder = BidderSide.register(port).sealingFor(OpenerSide.rule(openers));
            byte[] bid = bidder.seal(trade, (100 + i) + ".00");
            assertThat(bidder.submit(trade, bid).status()).isEqualTo(201);
            hall.bidders.add(bidder);
            hall.sealed.add(bid);
        }
        return hall;
    }

    /** The same hall of a platform that was started again. */
    public ShareHall at(ApplicationContext restarted, int newPort) {
        ShareHall same = new ShareHall(restarted, newPort, people, trade, deadline);
        bidders.forEach(bidder -> same.bidders.add(bidder.at(newPort)));
        same.sealed.addAll(sealed);
        return same;
    }

    public ShareHall passDeadline() {
        platform.getBean(SandboxClock.class).moveTo(deadline.plusMillis(1));
        awaitStage("DECRYPTING");
        return this;
    }

    public void awaitStage(String stage) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> page().path("stage")
                .asString()
                .equals(stage));
    }

    public void awaitState(int i, String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> page().at("/board/bids/" + i + "/state").asString().equals(state));
    }

    public JsonNode page() {
        return Party.of(port, "agency").get("/api/trades/" + trade + "/opening").body();
    }

    public JsonNode row(int i) {
        return page().at("/board/bids/" + i);
    }

    public String bid(int i) {
        return row(i).path("id").asString();
    }

    public List<Fact> facts(String kind) {
        return platform.getBean(Facts.class).ofStream("trade:" + trade).stream()
                .filter(fact -> fact.kind().equals(kind))
                .toList();
    }

    /** With a key that is none: the bidder's own way fails. */
    public void failOwnKey(int i) {
        assertThat(bidders.get(i).decrypt(trade, sealed.get(i), new byte[16]).status())
                .isEqualTo(202);
        awaitState(i, "REMEDY");
    }

    public Answer give(int opener, int i) {
        return people.get(opener).give(port, trade, bid(i), sealed.get(i));
    }

    public Answer platformGives(int i) {
        return Party.of(port, "centre")
                .post(
                        "/api/trades/" + trade + "/opening/shares/platform",
                        Map.of("bids", List.of(bid(i)), "reason", "按招标文件补救"));
    }

    public List<JsonNode> duties(String login, String id) {
        return duties(Party.of(port, login), id);
    }

    public List<JsonNode> duties(Party party, String id) {
        List<JsonNode> duties = new ArrayList<>();
        party.get("/api/todo").body().forEach(duty -> {
            if (duty.path("id").asString().equals(id + ":" + trade)) {
                duties.add(duty);
            }
        });
        return duties;
    }
}
