package org.mingjian.walk;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** 评标委员会: drawn before the opening, seated after it, judges, signs, reports. */
final class Panel {

    private static final int EXPERTS = 8;
    private static final int SIZE = 5;
    private static final BigDecimal CEILING = new BigDecimal("20000000");

    private final Party agency;
    private final List<Party> experts = new ArrayList<>();
    private final Progress progress;

    Panel(Party agency, HttpClient http, String url, Progress progress) {
        this.agency = agency;
        this.progress = progress;
        for (int i = 1; i <= EXPERTS; i++) {
            experts.add(new Party(http, url).signIn("expert" + i, Journey.PASSWORD));
        }
    }

    void draw(String code, Instant gatherAt) {
        agency.post(
                "/api/trades/" + code + "/panel",
                Map.of(
                        "size", SIZE,
                        "needs", List.of(Map.of("specialty", "A08", "number", SIZE)),
                        "regionCode", "990100",
                        "gatherAt", gatherAt.toString(),
                        "area", "明州市",
                        "seedPart", "walk"));
        progress.step("评标专家已随机抽取，名单封存");
        int accepted = 0;
        for (Party expert : experts) {
            for (JsonNode call : expert.get("/api/seats")) {
                if (call.path("state").asString().equals("CALLED")) {
                    expert.post(seat(call) + "/answer", Map.of("accepts", true));
                    accepted++;
                }
            }
        }
        if (accepted != SIZE) {
            throw new WalkFailed("the draw called " + accepted + " experts, not " + SIZE);
        }
        progress.step("被抽中的 " + accepted + " 名专家已应答");
    }

    void evaluate(String code) {
        for (Party expert : experts) {
            for (JsonNode call : seats(expert)) {
                expert.post(seat(call) + "/sign-in", Map.of());
                expert.get(seat(call) + "/bidders");
                expert.post(seat(call) + "/declaration", Map.of("hasInterest", false));
            }
        }
        progress.step("评委签到并声明回避");
        agency.post("/api/trades/" + code + "/evaluation", Map.of());
        for (Party expert : experts) {
            for (JsonNode call : seats(expert)) {
                judge(expert, seat(call));
            }
        }
        progress.step("各评委评审表已提交");
        sign(code);
    }

    private static void judge(Party expert, String seat) {
        JsonNode sheet = expert.get(seat + "/sheet");
        List<Map<String, Object>> cells = new ArrayList<>();
        for (JsonNode bid : sheet.path("bids")) {
            String id = bid.path("id").asString();
            boolean tooDear = new BigDecimal(bid.path("price").asString()).compareTo(CEILING) > 0;
            cells.add(Map.of("bid", id, "criterion", "Q1", "value", "PASS"));
            if (tooDear) {
                cells.add(Map.of(
                        "bid", id, "criterion", "R1", "value", "FAIL", "code", "F-05", "reason", "报价高于最高投标限价"));
            } else {
                cells.add(Map.of("bid", id, "criterion", "R1", "value", "PASS"));
                cells.add(Map.of("bid", id, "criterion", "O1", "value", "20"));
                cells.add(Map.of("bid", id, "criterion", "S1", "value", "16"));
            }
        }
        expert.put(seat + "/sheet", Map.of("judgements", cells));
        expert.post(seat + "/sheet/submission", Map.of());
    }

    private void sign(String code) {
        String digest = "";
        for (Party expert : experts) {
            for (JsonNode call : seats(expert)) {
                if (digest.isEmpty()) {
                    digest = expert.post(seat(call) + "/report", Map.of())
                            .path("digest")
                            .asString();
                }
                expert.post(
                        seat(call) + "/signature",
                        Map.of("digest", digest, "signature", expert.sign("mingjian-report:" + digest)));
            }
        }
        agency.post("/api/trades/" + code + "/evaluation/report", Map.of());
        progress.step("评标报告已签名提交");
    }

    private static List<JsonNode> seats(Party expert) {
        List<JsonNode> seats = new ArrayList<>();
        expert.get("/api/seats").forEach(call -> {
            if (!call.path("trade").asString("").isEmpty()) {
                seats.add(call);
            }
        });
        return seats;
    }

    private static String seat(JsonNode call) {
        return "/api/seats/" + call.path("seat").asString();
    }
}
