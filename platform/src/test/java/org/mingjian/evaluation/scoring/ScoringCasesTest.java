package org.mingjian.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.evaluation.scoring.SheetRuns.run;
import static org.mingjian.evaluation.scoring.SheetRuns.sheet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mingjian.evaluation.scoring.SheetRuns.Run;

/**
 * The numeric cases T1 … T18 of the rule baseline (rules §2.6), each with its exact values and each through the {@code
 * score} command where it is a sheet. All values were repeated by hand; none had to be corrected.
 */
class ScoringCasesTest {

    @Test
    void t1LowestPriceFirst() {
        Run run = run(sheet("PF-1", "30", "268 285.5 300", "'scoreScale':2"));

        assertThat(run.base()).isEqualTo("268");
        assertThat(run.scores()).containsExactly("30.00", "28.16", "26.80");
        assertThat(run.ranks()).containsExactly(1, 2, 3);
    }

    @Test
    void t2SmallBusinessDeductionOfTenPercent() {
        Run run = run("""
                {"method":"PF-1","full":"30","bids":[{"id":"A","price":"100","small":true},{"id":"B","price":"95"},
                {"id":"C","price":"98"}],"parameters":{"scoreScale":2,"smallDeduction":"0.10"}}""");

        assertThat(run.base()).isEqualTo("90");
        assertThat(run.scores()).containsExactly("30.00", "28.42", "27.55");
    }

    @Test
    void t3DomesticProductDeductionTurnsTheRanking() {
        Run run = run("""
                {"method":"PF-1","full":"30","bids":[{"id":"A","price":"110","domestic":true},{"id":"B","price":"92"}],
                "parameters":{"scoreScale":2,"domesticDeduction":"0.20"}}""");

        assertThat(run.base()).isEqualTo("88");
        assertThat(run.scores()).containsExactly("30.00", "28.70");
        assertThat(run.ranks()).containsExactly(1, 2);
    }

    @Test
    void t4PublishedSampleAgainstAGivenBase() {
        String parameters = "'deductAbove':'2','deductBelow':'1','floor':'0','base':'9544','scoreScale':";

        assertThat(run(sheet("PF-0", "100", "9900", parameters + 2)).scores()).containsExactly("92.54");
        Run finer = run(sheet("PF-0", "100", "9900", parameters + 4));
        assertThat(finer.scores()).containsExactly("92.5398");
        assertThat(finer.deviations()).containsExactly("3.7301");
    }

    @Test
    void t5TrimmedMeanTimesK() {
        Run run = run(sheet(
                "PF-3",
                "60",
                "9200 9350 9480 9600 9750 9880 10100",
                "'k':'0.97','trimFrom':5,'trimHigh':1,'trimLow':1,'deductAbove':'0.6','deductBelow':'0.3',"
                        + "'floor':'0','scoreScale':2"));

        assertThat(run.base()).isEqualTo("9323.64");
        assertThat(run.scores()).containsExactly("59.60", "59.83", "58.99", "58.22", "57.26", "56.42", "55.00");
        assertThat(run.ranks()).containsExactly(2, 1, 3, 4, 5, 6, 7);
        // (9200 − 9323.64) / 9323.64 = −1.32609… %; a published example that says −1.3262 is off in the last digit.
        assertThat(run.deviations()).startsWith("-1.3261");
    }

    @Test
    void t6MeanLessFourPercent() {
        Run run = run(sheet(
                "PF-2",
                "40",
                "98 100 105 110",
                "'k':'0.04','deductAbove':'0.5','deductBelow':'0.3','floor':'0','scoreScale':2"));

        assertThat(run.base()).isEqualTo("99.12");
        assertThat(run.scores()).containsExactly("39.66", "39.56", "37.03", "34.51");
    }

    @Test
    void t7BlendWithTheCeiling() {
        Run run = run(sheet(
                "PF-4",
                "40",
                "900 920 940 960",
                "'alpha':'0.7','deductAbove':'0.5','deductBelow':'0.3','floor':'0','scoreScale':2",
                "1000"));

        assertThat(run.base()).isEqualTo("951");
        assertThat(run.scores()).containsExactly("38.39", "39.02", "39.65", "39.53");
    }

    @Test
    void t8TwoFactors() {
        Run run = run(sheet(
                "PF-5",
                "40",
                "0.82 0.84 0.85 0.86 0.87 0.88 0.90",
                "'q1':'0.75','k1':'0.97','k2':'0.93','deductAbove':'0.6','deductBelow':'0.3','floor':'0',"
                        + "'scoreScale':2",
                "1"));

        assertThat(new BigDecimal(run.base())).isEqualByComparingTo("0.858150");
        assertThat(run.explain()).anyMatch(line -> line.contains("去最高 1 个、最低 1 个，A = 0.86"));
    }

    @Test
    void t9ThreePartsWithTheDrawnBx() {
        String parameters = "'delta':'0.12','k':'0.97','deductAbove':'0.6','deductBelow':'0.3','floor':'0',"
                + "'scoreScale':2,'bx':";
        Run byPrice = run(sheet("PF-6", "40", "0.80 0.82 0.83 0.85 0.87", parameters + "'0.83'", "1"));
        Run byId = run(sheet("PF-6", "40", "0.80 0.82 0.83 0.85 0.87", parameters + "'C'", "1"));

        assertThat(new BigDecimal(byPrice.base())).isEqualByComparingTo("0.823530");
        assertThat(byPrice.explain())
                .anyMatch(line -> line.contains("范围下限 = 0.66285，C = 0.8"))
                .anyMatch(line -> line.contains("(0.8, 0.836)") && line.endsWith("：B 0.82、C 0.83"));
        assertThat(byId.answer()).isEqualTo(byPrice.answer());
    }

    @Test
    void t10MeanWithAFloorOfMarks() {
        Run run = run(sheet(
                "PF-2",
                "15",
                "96 100 104",
                "'k':'0','deductAbove':'0.2','deductBelow':'0.1','floor':'10','scoreScale':2"));

        assertThat(run.scores()).containsExactly("14.60", "15.00", "14.20");
    }

    @Test
    void t11IterativeExclusionWithAFlatZone() {
        Run run = run(sheet(
                "PF-9",
                "35",
                "60 95 100 105 160",
                "'mu':'0.9','deductAbove':'0.4','deductBelow':'0.2','floor':'25','flat':['-2','0'],"
                        + "'scoreScale':2"));

        assertThat(run.base()).isEqualTo("90");
        assertThat(run.deviations()).containsExactly("-33.3333", "5.5556", "11.1111", "16.6667", "77.7778");
        assertThat(run.scores()).containsExactly("28.73", "32.78", "30.56", "28.33", "25.00");
        assertThat(run.explain())
                .anyMatch(line -> line.contains("剔除 160（偏离 53.85%）"))
                .anyMatch(line -> line.contains("剔除 60（偏离 33.33%）"));
    }

    @Test
    void t12AbnormallyLowPrice() {
        Run run = run(lowPrices("1000000 950000 420000 880000", "1200000"));

        assertThat(run.answer().get("lowPrices").size()).isEqualTo(1);
        assertThat(run.answer().get("lowPrices").get(0).get("id").stringValue()).isEqualTo("C");
        assertThat(run.answer().get("lowPrices").get(0).get("reasons").values())
                .extracting(node -> node.stringValue())
                .containsExactly("2 低于次低报价的 50%，即 440000", "3 低于最高限价的 45%，即 540000");
    }

    @Test
    void t13ExactlyHalfTheSecondLowestDoesNotTrigger() {
        Run equal = run(lowPrices("1000 800 400", "800"));
        Run below = run(lowPrices("1000 800 399.99", "800"));

        assertThat(equal.answer().has("lowPrices")).isFalse();
        assertThat(below.answer().get("lowPrices").get(0).get("reasons").get(0).stringValue())
                .startsWith("2 ");
    }

    @Test
    void t14BandsOfDeduction() {
        String bands = "[['3','0'],['5','0.5'],['8','1'],[null,'2']]";
        Run run = run(sheet(
                "PF-0",
                "40",
                "106 109",
                "'base':'100','stepsAbove':" + bands + ",'stepsBelow':" + bands + ",'floor':'0','scoreScale':2"));

        assertThat(run.scores()).containsExactly("38.00", "34.00");
    }

    @Test
    void t15StraightInterpolation() {
        Run run = run(sheet("PF-0", "40", "94 90 80 100 120", "'base':'90','interpolate':['90','100'],'scoreScale':2"));

        assertThat(run.scores()).containsExactly("24.00", "40.00", "40.00", "0.00", "0.00");
    }

    @Test
    void t16MeanAndBudgetMidpoint() {
        Run run = run(sheet("PF-8", "30", "90 95 100", "'budget':'110','scoreScale':2"));

        assertThat(run.base()).isEqualTo("102.5");
        assertThat(run.scores()).containsExactly("26.34", "27.80", "29.27");
    }

    @Test
    void t17PriceCorrectionInTheLegalOrder() {
        var words = Optional.of(new BigDecimal("12000"));
        var lines = List.of(new PriceCorrection.Line(new BigDecimal("12.5"), new BigDecimal("1000")));

        PriceCorrection againstTheSheet =
                PriceCorrection.of(new PriceCorrection.Stated(decimal("12000"), words, decimal("12500"), lines));
        PriceCorrection againstTheLines =
                PriceCorrection.of(new PriceCorrection.Stated(decimal("12000"), words, decimal("12000"), lines));

        assertThat(againstTheSheet.corrected()).isEqualByComparingTo("12000");
        assertThat(againstTheSheet.applied()).containsExactly("①");
        assertThat(againstTheLines.corrected()).isEqualByComparingTo("12500");
        assertThat(againstTheLines.applied()).containsExactly("④");
        assertThat(againstTheLines.needsConfirmation()).isTrue();
    }

    @Test
    void t18PriceWeightUnderTheLegalShareBlocks() {
        for (String[] blocked : new String[][] {{"goods", "25", "75"}, {"services", "9", "91"}}) {
            Run run = run(procurement(blocked[0], "open", blocked[1], blocked[2]));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.answer().get("problems").get(0).get("rule").stringValue())
                    .isEqualTo("procurement.price.weight");
        }
        assertThat(run(procurement("goods", "open", "30", "70")).code()).isZero();
        assertThat(run(procurement("services", "open", "10", "90")).code()).isZero();
        assertThat(run(procurement("services", "consultation", "31", "69")).code())
                .isEqualTo(1);
    }

    private static String procurement(String kind, String procedure, String price, String technical) {
        return """
                {"method":"EM-3","kind":"%s","procedure":"%s","full":"100",
                "price":{"method":"PF-1","full":"%s","weight":"1","parameters":{}},
                "parts":[{"name":"technical","full":"%s","weight":"1"}],
                "bids":[{"id":"A","price":"100","marks":{"technical":"9"}}],
                "parameters":{"scoreScale":2,"roundParts":false}}""".formatted(kind, procedure, price, technical);
    }

    private static String lowPrices(String prices, String control) {
        return sheet("EM-4", "1", prices, "", control)
                .replace(
                        ",\"full\":\"1\"", ",\"lowPrice\":{\"mean\":\"0.5\",\"second\":\"0.50\",\"ceiling\":\"0.45\"}");
    }

    private static BigDecimal decimal(String value) {
        return new BigDecimal(value);
    }
}
