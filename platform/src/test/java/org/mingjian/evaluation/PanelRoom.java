package org.mingjian.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.domain.BidRoot;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.testing.Desk;
import org.mingjian.testing.DrawParties;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A trade with its panel, moved along by the facts that other modules would record. */
@TestComponent
class PanelRoom {

    /** Every trade gathers on a day of its own, because the sample experts are few. */
    private static final AtomicInteger DAY = new AtomicInteger(3);

    private final Tenders tenders;
    private final Accounts accounts;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    PanelRoom(Tenders tenders, Accounts accounts, TransactionTemplate transaction, InstantSource clock) {
        this.tenders = tenders;
        this.accounts = accounts;
        this.transaction = transaction;
        this.clock = clock;
    }

    static final Terms.Criterion LICENCE =
            new Terms.Criterion("licence", "资质等级", Terms.Criterion.Kind.QUALIFICATION, null, "市政二级及以上");
    static final Terms.Criterion RECORD =
            new Terms.Criterion("record", "类似业绩", Terms.Criterion.Kind.OBJECTIVE, "10", "每个 5 分");
    static final Terms.Criterion PLAN =
            new Terms.Criterion("plan", "施工组织设计", Terms.Criterion.Kind.SUBJECTIVE, "30", "优 25–30");

    static final Terms.Criterion CREDIT =
            new Terms.Criterion("credit", "信用评价", Terms.Criterion.Kind.CREDIT, "10", "评分模型满分得 10 分，按比例计分");

    /** 60 marks for the price by PF-2, 10 objective, 30 subjective. */
    Terms comprehensive() {
        return terms(
                "EM-2",
                new Terms.PriceScoring(
                        "PF-2",
                        "60",
                        Map.of("k", "0.02", "deductAbove", "1", "deductBelow", "0.5", "floor", "0", "scoreScale", 2)),
                List.of(LICENCE, RECORD, PLAN));
    }

    /** PF-6, its Bx and its k still to be drawn. */
    Terms withADraw() {
        return terms(
                "EM-2",
                new Terms.PriceScoring(
                        "PF-6",
                        "60",
                        Map.of(
                                "delta",
                                "0.05",
                                "k",
                                Map.of("draw", List.of("0.95", "0.96", "0.97", "0.98")),
                                "deductAbove",
                                "1",
                                "deductBelow",
                                "0.5",
                                "floor",
                                "0",
                                "scoreScale",
                                2,
                                "experts",
                                "trimmedMean")),
                List.of(LICENCE, RECORD, PLAN));
    }

    /** Ten of the marks for credit, as the documents say. */
    Terms withCredit() {
        return terms(
                "EM-2",
                new Terms.PriceScoring(
                        "PF-2",
                        "50",
                        Map.of("k", "0.02", "deductAbove", "1", "deductBelow", "0.5", "floor", "0", "scoreScale", 2)),
                List.of(LICENCE, RECORD, PLAN, CREDIT));
    }

    Terms lowest() {
        return terms("EM-1", null, List.of(LICENCE));
    }

    private Terms terms(String method, Terms.@Nullable PriceScoring price, List<Terms.Criterion> criteria) {
        Instant now = clock.instant();
        return new Terms(
                Money.of("1000.00"),
                Money.of("10.00"),
                now,
                now.plus(Duration.ofDays(5)),
                now.plus(Duration.ofDays(21)),
                90,
                30,
                false,
                method,
                price,
                criteria,
                3,
                "道路",
                "市政二级",
                180,
                "合格",
                "明州",
                null,
                null);
    }

    /** A trade of the sample tenderer and agency, its notice published. */
    String published(Terms terms) {
        String code = "T-" + UUID.randomUUID();
        UUID tenderer = organisation("tenderer");
        UUID agency = organisation("agency");
        transaction.executeWithoutResult(status -> {
            tenders.open(
                    new Tenders.NewTrade(
                            code,
                            "P",
                            "TP",
                            "S" + code,
                            "测试标段",
                            "construction",
                            "990100",
                            tenderer,
                            "明州市城市建设投资集团有限公司",
                            agency,
                            "明州正衡招标代理有限公司",
                            LocalDate.of(2026, 3, 1)),
                    TradeAct.open(TradeFact.TRADE_REGISTERED, Actor.SYSTEM, Map.of("code", code)));
            tenders.recordTerms(
                            code,
                            old -> terms,
                            List.of(TradeAct.open(TradeFact.NOTICE_PUBLISHED, Actor.SYSTEM, Map.of("terms", terms))))
                    .orRefuse();
        });
        return code;
    }

    private UUID organisation(String login) {
        UUID organisation = accounts.accountByLogin(login).orElseThrow().organisation();
        assertThat(organisation).isNotNull();
        return organisation == null ? UUID.randomUUID() : organisation;
    }

    /** The body of a request for five members, one of them the tenderer's delegate. */
    Map<String, Object> fiveMembers() {
        Map<String, Object> request = new HashMap<>();
        request.put("size", 5);
        request.put("delegates", List.of("tenderer"));
        request.put("needs", List.of(Map.of("specialty", "A08", "number", 4)));
        request.put(
                "gatherAt",
                clock.instant().plus(Duration.ofDays(DAY.incrementAndGet())).toString());
        request.put("area", "明州市");
        return request;
    }

    /** Asks for the panel and has it drawn by all three parties. */
    static void drawn(int port, String code, Map<String, Object> request) {
        Desk.Answer asked = Desk.of(port, "agency").post("/api/trades/" + code + "/panel", request);
        assertThat(asked.status()).as(String.valueOf(asked.body())).isEqualTo(200);
        DrawParties.draw(port, code, "experts");
    }

    /** A bid as the opening puts it on record. */
    record Opened(String bid, UUID organisation, String name, String price) {}

    Opened ofBidder(String login, String price) {
        UUID organisation = organisation(login);
        String name = accounts.organisation(organisation).orElseThrow().name();
        return new Opened(UUID.randomUUID().toString(), organisation, name, price);
    }

    /** Closes, opens and records the opening. */
    void opened(String code, List<Opened> bids) {
        read(code, bids);
        recorded(code);
    }

    void recorded(String code) {
        var acts = List.of(TradeAct.open(TradeFact.OPENING_RECORDED, Actor.SYSTEM, Map.of("a", "b")));
        transaction.executeWithoutResult(status -> tenders.record(code, acts).orRefuse());
    }

    /** Closes and reads the prices out. */
    void read(String code, List<Opened> bids) {
        var acts = new ArrayList<TradeAct>();
        List<String> sealed = bids.stream()
                .map(bid -> Sm3.hex(Sm3.digest(bid.bid().getBytes(StandardCharsets.UTF_8))))
                .toList();
        String root = BidRoot.of(sealed);
        List<Map<String, String>> closed =
                sealed.stream().map(sm3 -> Map.of("sm3", sm3)).toList();
        acts.add(TradeAct.open(
                TradeFact.BIDS_CLOSED, Actor.SYSTEM, Map.of("count", bids.size(), "root", root, "bids", closed)));
        var lines = new ArrayList<Map<String, Object>>();
        for (Opened bid : bids) {
            lines.add(Map.of(
                    "bid", bid.bid(),
                    "organisation", bid.organisation().toString(),
                    "bidder", bid.name(),
                    "creditCode", "",
                    "price", bid.price(),
                    "leader", "张建"));
        }
        lines.add(Map.of("bid", UUID.randomUUID().toString(), "bidder", "未解密的投标人"));
        Map<String, Object> read = Map.of("bids", lines, "root", root, "count", bids.size());
        acts.add(TradeAct.open(TradeFact.PRICES_READ, Actor.SYSTEM, read));
        transaction.executeWithoutResult(status -> tenders.record(code, acts).orRefuse());
    }

    void selected(String code) {
        transaction.executeWithoutResult(status -> tenders.record(
                        code,
                        List.of(
                                TradeAct.open(TradeFact.PUBLICITY_STARTED, Actor.SYSTEM, Map.of("a", "b")),
                                TradeAct.open(TradeFact.WINNER_SELECTED, Actor.SYSTEM, Map.of("a", "b"))))
                .orRefuse());
    }

    /** A member at the own seat. */
    record Member(Desk desk, String seat, int number) {
        Desk.Answer get(String path) {
            return desk.get("/api/seats/" + seat + path);
        }

        Desk.Answer post(String path, Object body) {
            return desk.post("/api/seats/" + seat + path, body);
        }

        Desk.Answer put(String path, Object body) {
            return desk.put("/api/seats/" + seat + path, body);
        }
    }

    /** The members who hold a live seat, found by what each sees of the own calls; delegates last. */
    List<Member> members(int port, Map<String, Object> request) {
        var members = new ArrayList<Member>();
        String gatherAt = String.valueOf(request.get("gatherAt"));
        for (String login : List.of(
                "expert1", "expert2", "expert3", "expert4", "expert5", "expert6", "expert7", "expert8", "tenderer")) {
            Desk desk = Desk.of(port, login);
            for (JsonNode call : desk.get("/api/seats").body()) {
                boolean same = Instant.parse(call.path("gatherAt").asString())
                        .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                        .equals(Instant.parse(gatherAt).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
                boolean live = List.of("CALLED", "ACCEPTED", "SIGNED_IN", "SEATED")
                        .contains(call.path("state").asString());
                if (same && live) {
                    members.add(new Member(
                            desk,
                            call.path("seat").asString(),
                            call.path("number").asInt()));
                }
            }
        }
        return members;
    }

    /** Everybody accepts, signs in and declares. */
    List<Member> seated(int port, String code, Map<String, Object> request, List<Opened> bids) {
        List<Member> members = members(port, request);
        assertThat(members).hasSize(5);
        members.stream().filter(member -> member.number() < 5).forEach(member -> assertThat(
                        member.post("/answer", Map.of("accepts", true)).status())
                .isEqualTo(200));
        read(code, bids);
        Desk agency = Desk.of(port, "agency");
        String coefficients = "/api/trades/" + code + "/coefficients";
        JsonNode left = agency.get(coefficients).body();
        if (left.path("ordersBids").asBoolean() || !left.path("open").isEmpty()) {
            assertThat(agency.post(coefficients, Map.of()).status()).isEqualTo(200);
            DrawParties.draw(port, code, "coefficients");
        }
        recorded(code);
        members.forEach(member -> {
            assertThat(member.post("/sign-in", Map.of()).status()).isEqualTo(200);
            assertThat(member.post("/declaration", Map.of("hasInterest", false)).status())
                    .isEqualTo(200);
        });
        return members;
    }

    /** An evaluation that has begun, its members seated. */
    record Begun(String code, List<Member> members, List<Opened> bids) {}

    Begun begun(int port, Terms terms, List<Opened> bids) {
        Desk agency = Desk.of(port, "agency");
        String code = published(terms);
        Map<String, Object> request = fiveMembers();
        drawn(port, code, request);
        List<Member> members = seated(port, code, request, bids);
        assertThat(agency.post("/api/trades/" + code + "/evaluation", Map.of()).status())
                .isEqualTo(200);
        return new Begun(code, members, bids);
    }

    /** Three bids under the ceiling and one above it. */
    List<Opened> fourBids() {
        return List.of(
                ofBidder("bidder1", "900.00"),
                ofBidder("bidder2", "920.00"),
                ofBidder("bidder4", "940.00"),
                new Opened(UUID.randomUUID().toString(), UUID.randomUUID(), "远山建设有限公司", "1000.01"));
    }

    /** All cells of a sheet: everything passes, ten objective marks, {@code plan} subjective ones. */
    static List<Map<String, Object>> sheet(List<Opened> bids, String plan) {
        var cells = new ArrayList<Map<String, Object>>();
        for (Opened bid : bids) {
            cells.add(cell(bid.bid(), "licence", "PASS"));
            cells.add(cell(bid.bid(), "record", "10"));
            cells.add(cell(bid.bid(), "plan", plan));
        }
        return cells;
    }

    static void handIn(Member member, List<Map<String, Object>> cells) {
        assertThat(member.put("/sheet", Map.of("judgements", cells)).status()).isEqualTo(200);
        assertThat(member.post("/sheet/submission", Map.of()).status()).isEqualTo(200);
    }

    static Map<String, Object> cell(String bid, String criterion, String value) {
        return Map.of("bid", bid, "criterion", criterion, "value", value);
    }
}
