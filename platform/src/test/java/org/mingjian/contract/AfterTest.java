package org.mingjian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.evaluation.Evaluations;
import org.mingjian.facts.Actor;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.Money;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** From the report on, through HTTP; the panel's report is given, everything after it is real. */
@PlatformTest
@Import(AfterTest.GivenReports.class)
class AfterTest {

    /** Reports that the tests hand in. */
    @TestConfiguration
    static class GivenReports {

        static final Map<String, Evaluations.Report> REPORTS = new ConcurrentHashMap<>();

        @Bean
        @Primary
        Evaluations givenReports() {
            return code -> Optional.ofNullable(REPORTS.get(code));
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Tenders tenders;

    @Autowired
    Accounts accounts;

    @Autowired
    InstantSource clock;

    @Autowired
    org.mingjian.ops.SandboxClock sandbox;

    private String code = "";
    private final UUID firstBid = UUID.randomUUID();
    private final UUID secondBid = UUID.randomUUID();

    @BeforeEach
    void anEvaluatedTrade() {
        code = "A01-test-" + UUID.randomUUID();
        Organisation tenderer = organisation("明州市城市建设投资集团有限公司");
        Organisation agency = organisation("明州正衡招标代理有限公司");
        tenders.open(
                new Tenders.NewTrade(
                        code,
                        "P" + code,
                        "T" + code,
                        "S" + code,
                        "滨河路改造工程",
                        "construction",
                        "990100",
                        tenderer.id(),
                        tenderer.name(),
                        agency.id(),
                        agency.name(),
                        LocalDate.of(2026, 3, 1)),
                TradeAct.open(TradeFact.TRADE_REGISTERED, Actor.SYSTEM, Map.of()));
        tenders.recordTerms(code, before -> terms(), acts(TradeFact.NOTICE_PUBLISHED))
                .orRefuse();
        tenders.record(
                        code,
                        acts(
                                TradeFact.BIDS_CLOSED,
                                TradeFact.OPENING_RECORDED,
                                TradeFact.EVALUATION_STARTED,
                                TradeFact.EVALUATION_REPORTED))
                .orRefuse();
        GivenReports.REPORTS.put(
                code,
                new Evaluations.Report(
                        clock.instant(),
                        "EM-2",
                        List.of(
                                candidate(firstBid, "江北建工集团有限公司", "9500000", 1),
                                candidate(secondBid, "河阳路桥工程有限公司", "9600000", 2)),
                        List.of()));
    }

    private Organisation organisation(String name) {
        return accounts.organisations(null).stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Evaluations.Ranked candidate(UUID bid, String name, String price, int rank) {
        Organisation bidder = organisation(name);
        return new Evaluations.Ranked(
                bid,
                bidder.id(),
                name,
                String.valueOf(bidder.creditCode()),
                Money.of(price),
                "98.5" + rank,
                rank,
                null);
    }

    private Terms terms() {
        Instant now = clock.instant();
        return new Terms(
                Money.of("10000000"),
                Money.of("200000"),
                now.minus(Duration.ofDays(20)),
                now.minus(Duration.ofDays(15)),
                now,
                90,
                30,
                false,
                "EM-2",
                null,
                List.of(),
                3,
                "滨河路 1.2 公里道路改造",
                "市政公用工程施工总承包二级",
                120,
                "合格",
                "第一开标室",
                null,
                null);
    }

    private static List<TradeAct> acts(TradeFact... facts) {
        return java.util.Arrays.stream(facts)
                .map(fact -> TradeAct.open(fact, Actor.SYSTEM, Map.of()))
                .toList();
    }

    private String path(String tail) {
        return "/api/trades/" + code + tail;
    }

    private void publish(Desk agency) {
        Instant end = clock.instant().plus(Duration.ofDays(5));
        var answer = agency.post(path("/publicity"), Map.of("endsAt", end));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private void daysPass(int days) {
        assertThat(sandbox.moveTo(clock.instant().plus(Duration.ofDays(days))))
                .isEqualTo(org.mingjian.ops.SandboxClock.Move.DONE);
    }

    @Test
    void publicityOfTwoDaysIsRefusedWithItsArticle() {
        Desk agency = Desk.of(port, "agency");

        var answer =
                agency.post(path("/publicity"), Map.of("endsAt", clock.instant().plus(Duration.ofDays(2))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("G-T15");
        assertThat(answer.body().path("basis").asString()).contains("54");
    }

    @Test
    void winnerCannotBeChosenBeforeThePublicityEnds() {
        Desk agency = Desk.of(port, "agency");
        publish(agency);

        var answer = agency.post(path("/selection"), Map.of("bid", firstBid));

        assertThat(answer.code()).isEqualTo("PUBLICITY_NOT_OVER");
    }

    @Test
    void openObjectionStopsTheChoiceUntilItIsAnswered() {
        Desk agency = Desk.of(port, "agency");
        publish(agency);
        var objection = Desk.of(port, "bidder2").post(path("/result-objections"), Map.of("text", "第一名业绩不符"));
        assertThat(objection.status()).isEqualTo(200);
        daysPass(6);

        assertThat(agency.post(path("/selection"), Map.of("bid", firstBid)).code())
                .isEqualTo("OBJECTION_OPEN");

        String id = objection.body().path("id").asString();
        var answer = agency.post(path("/result-objections/" + id + "/answer"), Map.of("text", "经核实业绩真实"));
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 422);
        if (answer.status() == 200) {
            assertThat(agency.post(path("/selection"), Map.of("bid", firstBid)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void secondCandidateNeedsOneOfTheFourGrounds() {
        Desk agency = Desk.of(port, "agency");
        publish(agency);
        daysPass(6);

        var without = agency.post(path("/selection"), Map.of("bid", secondBid));
        var unlawful = agency.post(path("/selection"), Map.of("bid", secondBid, "ground", "cheaper"));
        var lawful = agency.post(path("/selection"), Map.of("bid", secondBid, "ground", "declined"));

        assertThat(without.code()).isEqualTo("NOT_THE_FIRST");
        assertThat(unlawful.code()).isEqualTo("G-T16");
        assertThat(lawful.status()).isEqualTo(200);
    }

    @Test
    void strangerToTheTradeMayNotDecide() {
        Desk.Answer answer = Desk.of(port, "bidder1").post(path("/selection"), Map.of("bid", firstBid));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void contractIsSignedByBothAndTheTradeEnds() {
        Desk agency = Desk.of(port, "agency");
        Desk tenderer = Desk.of(port, "tenderer").withCertificate();
        Desk winner = Desk.of(port, "bidder1").withCertificate();
        publish(agency);
        daysPass(6);
        assertThat(agency.post(path("/selection"), Map.of("bid", firstBid)).status())
                .isEqualTo(200);
        assertThat(agency.post(path("/award"), Map.of()).status()).isEqualTo(200);

        var dearer = agency.post(path("/contract"), contract("9600000"));
        assertThat(dearer.code()).isEqualTo("CONTRACT_DEVIATES");

        Map<String, Object> numbered = new java.util.HashMap<>(contract("9500000.00"));
        numbered.put("durationDays", 12_000);
        var tooLong = agency.post(path("/contract"), numbered);
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.body().toString())
                .as("the specification's own words: %s", tooLong.body())
                .contains("LIMITE_TIME");
        numbered.put("durationDays", 120);
        numbered.put("number", "滨河路施工合同-2026-001");

        var offered = agency.post(path("/contract"), numbered);
        String message = "mingjian-contract:" + offered.body().path("digest").asString();
        assertThat(winner.post(path("/contract/sign"), Map.of("signature", tenderer.sign(message)))
                        .code())
                .isEqualTo("BAD_SIGNATURE");
        assertThat(winner.post(path("/contract/sign"), Map.of("signature", winner.sign(message)))
                        .status())
                .isEqualTo(200);
        assertThat(tenderer.post(path("/contract/sign"), Map.of("signature", tenderer.sign(message)))
                        .status())
                .isEqualTo(200);
        assertThat(tenders.get(code).state().name()).isEqualTo("CONTRACTED");

        assertThat(agency.post(path("/close"), Map.of()).code()).isEqualTo("REPORT_MISSING");
        assertThat(agency.post(path("/written-report"), Map.of()).status()).isEqualTo(200);
        assertThat(agency.post(path("/performance"), Map.of("kind", "开工", "text", "已开工"))
                        .status())
                .isEqualTo(200);
        assertThat(agency.post(path("/close"), Map.of()).status()).isEqualTo(200);
        assertThat(tenders.get(code).state().name()).isEqualTo("CLOSED");
    }

    private static Map<String, Object> contract(String price) {
        return Map.of("price", price, "durationDays", 120, "quality", "合格", "scope", "滨河路 1.2 公里道路改造");
    }
}
