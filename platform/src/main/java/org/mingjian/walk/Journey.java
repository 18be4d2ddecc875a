package org.mingjian.walk;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.walk.OpeningLines.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The way of one tender, step by step; each step is what its party would do. */
final class Journey {

    /** The sandbox's public sample password. */
    static final String PASSWORD = "mingjian2026";

    private static final int AT_ONCE = 16;

    private final Walk.Options options;
    private final Progress progress;
    private final HttpClient http;
    private final KeyRing keys;
    private final Party agency;
    private final Party tenderer;
    private final Party centre;

    Journey(Walk.Options options, Progress progress) throws IOException {
        this.options = options;
        this.progress = progress;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.keys = new KeyRing(options.keys());
        this.agency = new Party(http, options.url());
        this.tenderer = new Party(http, options.url());
        this.centre = new Party(http, options.url());
    }

    ObjectNode run() throws IOException {
        agency.signIn("agency", PASSWORD);
        tenderer.signIn("tenderer", PASSWORD);
        centre.signIn("centre", PASSWORD);
        progress.step("招标人、招标代理、交易中心登录");
        Announcing announcing = new Announcing(agency, tenderer, centre, progress);
        String code = announcing.register();
        Optional<OpenerTeam> openers = openers();
        Instant deadline = announcing.publish(code, openers.map(OpenerTeam::named));

        List<Bidder> bidders = bidders(code, announcing);
        Panel panel = new Panel(agency, http, options.url(), progress);
        moveTo(deadline.minus(Duration.ofHours(20)));
        panel.draw(code, deadline.plus(Duration.ofHours(2)));

        moveTo(deadline.minus(Duration.ofSeconds(2)));
        Hall hall = new Hall(agency, bidders, options, progress);
        openers.ifPresent(team -> hall.failing(options.failing(), team));
        Hall.Opened opened = hall.open(code, deadline, this::moveTo);
        panel.evaluate(code);
        Ending ending = new Ending(agency, tenderer, centre, bidders, progress);
        String winner = ending.finish(code, this::moveBy);
        keys.save();
        return answer(code, bidders.size(), opened, winner);
    }

    private Optional<OpenerTeam> openers() {
        if (!options.openers()) {
            return Optional.empty();
        }
        Party supervisor = new Party(http, options.url()).signIn("supervisor", PASSWORD);
        Party witness = new Party(http, options.url()).signIn("witness", PASSWORD);
        return Optional.of(new OpenerTeam(tenderer, supervisor, witness, centre));
    }

    private ObjectNode answer(String code, int bids, Hall.Opened opened, String winner) {
        JsonNode timeline = agency.get("/api/trades/" + code + "/timeline");
        int facts = timeline.path("total").asInt();
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        opened.watched().ifPresent(seen -> answer.put("frames", seen.frames())
                .put("slowestMillis", seen.slowestMillis())
                .put("lostFrames", seen.lost()));
        if (options.openers()) {
            answer.putObject("threshold")
                    .put("openers", 4)
                    .put("needed", OpenerTeam.THRESHOLD)
                    .put("keysFailed", opened.remedied().failed())
                    .put("openedByShares", opened.remedied().byShares())
                    .put("shares", opened.remedied().shares());
        }
        return answer.put("trade", code)
                .put("bids", bids)
                .put("opened", opened.opened())
                .put("revoked", opened.revoked())
                .put("winner", winner)
                .put("facts", facts)
                .put("decryptMillis", opened.decryptMillis())
                .put("ok", true);
    }

    private List<Bidder> bidders(String code, Announcing announcing) throws IOException {
        List<Line> lines = options.lines();
        List<Bidder> bidders = lines.stream()
                .map(line -> new Bidder(line, new Party(http, options.url()), keys))
                .toList();
        var joining = progress.counting("投标人注册、取证书、登录", lines.size());
        atOnce(bidders, bidder -> {
            bidder.join();
            joining.one();
        });
        keys.save();
        var bidding = progress.counting("获取文件、交保证金、加密、上传、递交、收回执", lines.size());
        List<Bidder> byArrival = new ArrayList<>(bidders);
        byArrival.sort(java.util.Comparator.comparing(bidder -> bidder.line().received()));
        Optional<SharedKey.Rule> rule =
                options.openers() ? Optional.of(OpenerTeam.published(agency, code)) : Optional.empty();
        atOnce(byArrival, bidder -> {
            bidder.bid(code, announcing.deposit(), rule);
            bidding.one();
        });
        return bidders;
    }

    private interface Act {
        void of(Bidder bidder);
    }

    private static void atOnce(List<Bidder> bidders, Act act) {
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> running = bidders.stream()
                    .<Future<?>>map(bidder -> pool.submit(() -> act.of(bidder)))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WalkFailed("interrupted");
        } catch (ExecutionException e) {
            throw WalkFailed.because(e);
        }
    }

    private void moveTo(Instant at) {
        agency.post("/api/sandbox/clock", Map.of("at", at.toString()));
        progress.step("沙箱时钟拨到 " + at);
    }

    private void moveBy(Duration time) {
        Instant now = Instant.parse(agency.get("/api/clock").path("at").asString());
        moveTo(now.plus(time));
    }
}
