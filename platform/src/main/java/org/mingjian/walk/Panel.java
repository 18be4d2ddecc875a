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
    /** 条例 §51（五）, in the platform's catalogue of grounds. */
    private static final String TOO_DEAR = "R5";

    private static final BigDecimal CEILING = new BigDecimal("20000000");

    private final Party agency;
    private final Party supervisor;
    /** An expert with the seat that was offered. */
    private record Seat(Party expert, String path) {}

    private final List<Party> experts = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private final Progress progress;

    Panel(Party agency, HttpClient http, String url, Progress progress) {
        this.agency = agency;
        this.progress = progress;
        this.supervisor = new Party(http, url).signIn("supervisor", Journey.PASSWORD);
        for (int i = 1; i <= EXPERTS; i++) {
            experts.add(new Party(http, url).signIn("expert" + i, Journey.PASSWORD));
        }
    }

    void draw(String code, Instant gatherAt) {
        agency.post(
                "/api/trades/" + code + "/panel",
                Map.of(
                        "size",
                        SIZE,
                        "needs",
                        List.of(Map.of("specialty", "A08", "number", SIZE)),
                        "regionCode",
                        "990100",
                        "gatherAt",
                        gatherAt.toString(),
                        "area",
                        "明州市"));
        new SeedRound(agency, supervisor).draw(code, "experts");
        progress.step("招标人、监督部门、平台各出随机数，评标专家已抽取，名单封存");
        for (Party expert : experts) {
            for (JsonNode call : expert.get("/api/seats")) {
                if (call.path("state").asString().equals("CALLED")) {
                    Seat seat =
                            new Seat(expert, "/api/seats/" + call.path("seat").asString());
                    expert.post(seat.path() + "/answer", Map.of("accepts", true));
                    seats.add(seat);
                }
            }
        }
        if (seats.size() != SIZE) {
            throw new WalkFailed("the draw called " + seats.size() + " experts, not " + SIZE);
        }
        progress.step("被抽中的 " + SIZE + " 名专家已应答");
    }

    void evaluate(String code) {
        for (Seat seat : seats) {
            seat.expert().post(seat.path() + "/sign-in", Map.of());
            seat.expert().get(seat.path() + "/bidders");
            seat.expert().post(seat.path() + "/declaration", Map.of("hasInterest", false));
        }
        progress.step("评委签到并声明回避");
        agency.post("/api/trades/" + code + "/evaluation", Map.of());
        for (Seat seat : seats) {
            judge(seat.expert(), seat.path());
        }
        progress.step("各评委评审表已提交");
        sign();
    }

    private static void judge(Party expert, String seat) {
        JsonNode sheet = expert.get(seat + "/sheet");
        List<Map<String, Object>> cells = new ArrayList<>();
        for (JsonNode bid : sheet.path("bids")) {
            String id = bid.path("id").asString();
            boolean tooDear = new BigDecimal(bid.path("price").asString()).compareTo(CEILING) > 0;
            cells.add(Map.of("bid", id, "criterion", "Q1", "value", "PASS"));
            cells.add(
                    tooDear
                            ? Map.of(
                                    "bid",
                                    id,
                                    "criterion",
                                    "R1",
                                    "value",
                                    "FAIL",
                                    "code",
                                    TOO_DEAR,
                                    "reason",
                                    "报价高于最高投标限价")
                            : Map.of("bid", id, "criterion", "R1", "value", "PASS"));
            cells.add(Map.of("bid", id, "criterion", "O1", "value", tooDear ? "0" : "20"));
            cells.add(Map.of("bid", id, "criterion", "S1", "value", tooDear ? "0" : "16"));
        }
        expert.put(seat + "/sheet", Map.of("judgements", cells));
        expert.post(seat + "/sheet/submission", Map.of());
    }

    private void sign() {
        Seat first = seats.getFirst();
        String digest = first.expert()
                .post(first.path() + "/report", Map.of())
                .path("digest")
                .asString();
        for (Seat seat : seats) {
            seat.expert()
                    .post(
                            seat.path() + "/signature",
                            Map.of("digest", digest, "signature", seat.expert().sign("mingjian-report:" + digest)));
        }
        progress.step("评标报告已签名提交");
    }
}
