package org.mingjian.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** 公示、定标、合同、退保证金、书面报告、履约、办结. */
final class Ending {

    private final Party agency;
    private final Party tenderer;
    private final Party centre;
    private final List<Bidder> bidders;
    private final Progress progress;

    Ending(Party agency, Party tenderer, Party centre, List<Bidder> bidders, Progress progress) {
        this.agency = agency;
        this.tenderer = tenderer;
        this.centre = centre;
        this.bidders = bidders;
        this.progress = progress;
    }

    /** @return the winner's name */
    String finish(String code, Consumer<Duration> pass) {
        String trade = "/api/trades/" + code;
        Instant now = Instant.parse(agency.get("/api/clock").path("at").asString());
        agency.post(
                trade + "/publicity",
                Map.of("endsAt", now.plus(Duration.ofDays(6)).toString()));
        progress.step("中标候选人公示");
        pass.accept(Duration.ofDays(6).plusMinutes(1));
        JsonNode first =
                agency.get(trade + "/after").path("report").path("candidates").get(0);
        agency.post(trade + "/selection", Map.of("bid", first.path("bid").asString()));
        agency.post(trade + "/award", Map.of());
        String name = first.path("name").asString();
        progress.step("定标并发出中标通知书：" + name + "，" + first.path("price").asString() + " 元");

        contract(trade, first);
        int returned = centre.post(trade + "/deposits/return", Map.of())
                .path("returned")
                .asInt();
        if (returned != bidders.size()) {
            throw new WalkFailed("returned " + returned + " deposits of " + bidders.size());
        }
        progress.step("退还保证金 " + returned + " 笔");
        agency.post(trade + "/written-report", Map.of());
        agency.post(trade + "/performance", Map.of("kind", "开工", "text", "已按合同约定开工"));
        agency.post(trade + "/performance", Map.of("kind", "竣工", "text", "竣工验收合格"));
        agency.post(trade + "/close", Map.of());
        progress.step("书面报告、履约记录、办结");
        return name;
    }

    private void contract(String trade, JsonNode first) {
        JsonNode terms = agency.get(trade).path("terms");
        JsonNode offered = agency.post(
                trade + "/contract",
                Map.of(
                        "price", first.path("price").asString(),
                        "durationDays", terms.path("durationDays").asInt(),
                        "quality", terms.path("quality").asString(),
                        "scope", terms.path("scope").asString()));
        String message = "mingjian-contract:" + offered.path("digest").asString();
        Bidder winner = bidders.stream()
                .filter(bidder -> bidder.line()
                        .creditCode()
                        .equals(first.path("creditCode").asString()))
                .findFirst()
                .orElseThrow(() -> new WalkFailed("the winner is not in the record: " + first));
        winner.party()
                .post(
                        trade + "/contract/sign",
                        Map.of("signature", winner.party().sign(message)));
        tenderer.post(trade + "/contract/sign", Map.of("signature", tenderer.sign(message)));
        progress.step("合同双方已签署");
    }
}
