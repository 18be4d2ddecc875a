package org.mingjian.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjian.evaluation.scoring.SheetRuns.run;
import static org.mingjian.evaluation.scoring.SheetRuns.sheet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.evaluation.scoring.SheetRuns.Run;

class ScoringInputTest {

    private static final String LINEAR = "'deductAbove':'0.6','deductBelow':'0.3','floor':'0','scoreScale':2";
    private static final String PRICES = "9200 9350 9480 9600 9750 9880 10100";

    private static final Map<String, String> COMPLETE = Map.of(
            "PF-1", "'scoreScale':2",
            "PF-2", "'k':'0.04'," + LINEAR,
            "PF-3", "'k':'0.97','trimFrom':5,'trimHigh':1,'trimLow':1," + LINEAR,
            "PF-4", "'alpha':'0.7'," + LINEAR,
            "PF-5", "'q1':'0.75','k1':'0.97','k2':'0.93'," + LINEAR,
            "PF-6", "'delta':'0.05','k':'0.97','bx':'B'," + LINEAR,
            "PF-7", "'w':'0.3'," + LINEAR,
            "PF-8", "'budget':'10000','scoreScale':2",
            "PF-9", "'mu':'0.9'," + LINEAR,
            "PF-10", LINEAR);

    private static String complete(String method) {
        return COMPLETE.getOrDefault(method, "");
    }

    @Test
    void everyParameterAMethodNeedsIsAskedForByName() {
        COMPLETE.forEach((method, parameters) -> {
            assertThat(run(sheet(method, "60", PRICES, parameters, "10500")).code())
                    .as(method)
                    .isZero();
            for (String parameter : parameters.split(",")) {
                String name = parameter.split("'")[1];
                String rest = String.join(
                        ",",
                        List.of(parameters.split(",")).stream()
                                .filter(p -> !p.equals(parameter))
                                .toList());

                Run run = run(sheet(method, "60", PRICES, rest, "10500"));

                assertThat(run.code()).as(method + " without " + name).isEqualTo(1);
                assertThat(run.problem()).startsWith("parameters." + name + ": missing");
            }
        });
        assertThat(run(sheet("PF-4", "60", PRICES, complete("PF-4"))).problem()).startsWith("control: missing");
    }

    @Test
    void aDrawThatIsMissingListsItsCandidates() {
        Run bx = run(sheet("PF-6", "60", PRICES, "'delta':'0.05','k':'0.97'," + LINEAR, "10500"));
        Run nine = run(sheet("PF-7", "60", PRICES + " 9900 9910 9920", complete("PF-7"), "10500"));

        assertThat(bx.problem()).isEqualTo("parameters.bx: missing; draw one of B 9350");
        assertThat(nine.problem()).startsWith("parameters.drawn: missing; draw 9 of A 9200");
        assertThat(run(sheet("PF-6", "60", PRICES, "'delta':'0.05','k':'0.97','bx':'G'," + LINEAR, "10500"))
                        .problem())
                .startsWith("parameters.bx: G is not a candidate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | method: missing",
                "[] | sheet: must be an object {…}",
                "{\"method\":\"PF-99\",\"full\":\"1\",\"parameters\":{}} | method: must be PF-0 … PF-10, here PF-99",
                "{\"method\":\"PF-1\",\"full\":\"30\",\"bids\":[],\"parameters\":{\"scoreScale\":2}} | bids: at least one",
                "{\"method\":\"PF-1\",\"full\":\"30\",\"bids\":[{\"id\":\"A\",\"price\":\"1\"}],\"parameters\":"
                        + "{\"scoreScale\":2},\"fulll\":1} | fulll: unknown key",
                "{\"method\":\"PF-1\",\"full\":\"30\",\"bids\":[{\"id\":\"A\",\"price\":\"1\",\"prize\":1}],"
                        + "\"parameters\":{\"scoreScale\":2}} | bids[0].prize: unknown key",
                "{\"method\":\"PF-1\",\"full\":\"30\",\"bids\":[{\"id\":\"A\",\"price\":\"1\"}],\"parameters\":"
                        + "{\"scoreScale\":2,\"kk\":\"1\"}} | parameters.kk: unknown key",
            })
    void whatIsWrongIsNamed(String sheet, String problem) {
        Run run = run(sheet);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.problem()).startsWith(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "0", "1e999999999", "1E5", "NaN", "", "1.2.3", "99999999999999999999", "１２", "0x10", " 1"})
    void pricesThatAreNoPricesAreRefused(String price) {
        String sheet = "{\"method\":\"PF-1\",\"full\":\"30\",\"bids\":[{\"id\":\"A\",\"price\":\"" + price
                + "\"}],\"parameters\":{\"scoreScale\":2}}";

        assertThat(run(sheet).problem()).startsWith("bids[0].price: ");
    }

    @Test
    void aFractionWrittenAsJsonNumberIsRefused() {
        for (String number : List.of("0.97", "1e999999999", "97e-2", "123456789012345678901234567890")) {
            String parameters = "'k':" + number + ",'trimFrom':5,'trimHigh':1,'trimLow':1," + LINEAR;
            assertThat(run(sheet("PF-3", "60", PRICES, parameters)).problem())
                    .startsWith("parameters.k: write the number");
        }
    }

    @Test
    void anIdUsedTwiceIsRefused() {
        String sheet = sheet("PF-1", "30", "1 2", "'scoreScale':2").replace("\"B\"", "\"A\"");

        assertThat(run(sheet).problem()).isEqualTo("bids[1].id: the id A is used twice");
    }

    @Test
    void trimmingThatLeavesNothingIsRefused() {
        Run run = run(sheet("PF-3", "60", "1 2", "'k':'1','trimFrom':2,'trimHigh':1,'trimLow':1," + LINEAR));

        assertThat(run.problem()).startsWith("parameters.trimHigh: ");
    }

    @Test
    void twoWaysToDeductAreRefused() {
        Run run = run(sheet("PF-2", "60", "1 2", "'k':'0','lambda':'1'," + LINEAR));

        assertThat(run.problem()).contains("only one way to deduct");
    }

    @Test
    void aParameterTheMethodDoesNotUseIsTold() {
        Run run = run(sheet("PF-1", "60", "1 2", "'k':'0','scoreScale':2"));

        assertThat(run.explain()).contains("参数 k 本方法不用，未参与计算");
    }

    @Test
    void everyRoundingIsStated() {
        Run exact = run(sheet("PF-2", "60", "1 2 2", "'k':'0'," + LINEAR));
        Run rounded = run(sheet("PF-2", "60", "1 2 2", "'k':'0','baseScale':2,'deviationScale':0," + LINEAR));

        assertThat(exact.base()).isEqualTo("1.666667");
        assertThat(exact.explain())
                .contains("基准价 = 1.666667（精确值为分数，此处为显示值）")
                .anyMatch(line -> line.startsWith("得分取 2 位小数（HALF_UP"));
        assertThat(exact.scores()).containsExactly("48.00", "48.00", "48.00");
        assertThat(exact.ranks()).containsExactly(1, 2, 2);
        assertThat(rounded.base()).isEqualTo("1.67");
        // (2 − 1.67) / 1.67 = 19.76 % → 20 %; (1 − 1.67) / 1.67 = −40.1 % → −40 %
        assertThat(rounded.scores()).containsExactly("48.00", "48.00", "48.00");
        assertThat(rounded.deviations()).containsExactly("-40.0000", "20.0000", "20.0000");
    }

    @Test
    void partsOfAPercentCountAsTheDocumentsSay() {
        String parameters = "'base':'100','percentStep':'%s'," + LINEAR;

        assertThat(run(sheet("PF-0", "60", "102.5 97.5", parameters.formatted("whole")))
                        .scores())
                .containsExactly("58.80", "59.40");
        assertThat(run(sheet("PF-0", "60", "102.5 97.5", parameters.formatted("started")))
                        .scores())
                .containsExactly("58.20", "59.10");
    }

    @Test
    void tiesAreSharedOrGoToTheLowerPriceAsStated() {
        String parameters = "'base':'100','flat':['-10','10']," + LINEAR;

        assertThat(run(sheet("PF-0", "60", "105 95 105 80", parameters)).ranks())
                .containsExactly(2, 1, 2, 4);
        assertThat(run(sheet("PF-0", "60", "105 95 105 80", parameters + ",'ties':'shared'"))
                        .ranks())
                .containsExactly(1, 1, 1, 4);
    }

    @Test
    void provisionalSumsAreIncludedOrNotOnlyAsStated() {
        String sheet =
                sheet("PF-1", "30", "110 210", "'scoreScale':2").replace("\"bids\"", "\"provisional\":\"10\",\"bids\"");

        assertThat(run(sheet).problem()).startsWith("parameters.provisionalSums: missing");
        assertThat(run(sheet.replace("{\"scoreScale\"", "{\"provisionalSums\":\"exclude\",\"scoreScale\""))
                        .scores())
                .containsExactly("30.00", "15.00");
        assertThat(run(sheet.replace("{\"scoreScale\"", "{\"provisionalSums\":\"include\",\"scoreScale\""))
                        .scores())
                .containsExactly("30.00", "15.71");
    }

    @Test
    void smallAndDomesticTogetherNeedAStatedRule() {
        String sheet = """
                {"method":"PF-1","full":"30","bids":[{"id":"A","price":"100","small":true,"domestic":true},
                {"id":"B","price":"70"}],"parameters":{"scoreScale":2,"smallDeduction":"0.10","domesticDeduction":"0.20"%s}}""";

        assertThat(run(sheet.formatted("")).problem()).startsWith("parameters.deductionStacking: missing");
        assertThat(run(sheet.formatted(",\"deductionStacking\":\"sum\"")).scores())
                .containsExactly("30.00", "30.00");
        assertThat(run(sheet.formatted(",\"deductionStacking\":\"larger\"")).scores())
                .containsExactly("26.25", "30.00");
    }

    @Test
    void lowestEvaluatedPriceCountsAdjustments() {
        Run run = run("""
                {"method":"EM-1","bids":[{"id":"A","price":"1000","adjustments":[{"name":"付款偏差","amount":"25.5"}]},
                {"id":"B","price":"1020"},{"id":"C","price":"1025.50"}]}""");

        assertThat(run.code()).isZero();
        assertThat(run.base()).isEqualTo("1020");
        assertThat(run.ranks()).containsExactly(2, 1, 2);
        assertThat(run.answer().get("bids").get(0).get("evaluated").stringValue())
                .isEqualTo("1025.5");
    }

    @Test
    void comprehensiveTotalIsPartsTimesWeights() {
        Run run = run(comprehensive("'scoreScale':2,'roundParts':true,'experts':'trimmedMean'"));

        // A: technical (35+36)/2 = 35.5, price 60 → 95.50; B: technical 36.33 × 1, price 57 → 93.33
        assertThat(run.scores()).containsExactly("95.50", "93.33");
        assertThat(run.answer().get("bids").get(0).get("parts").get("技术").stringValue())
                .isEqualTo("35.50");
        assertThat(run(comprehensive("'scoreScale':2,'roundParts':true")).problem())
                .startsWith("parameters.experts: missing");
        assertThat(run(comprehensive("'scoreScale':2,'experts':'mean'")).problem())
                .startsWith("parameters.roundParts: missing");
    }

    private static String comprehensive(String parameters) {
        return """
                {"method":"EM-2","full":"100","parts":[{"name":"技术","full":"40","weight":"1"}],
                "price":{"method":"PF-0","full":"60","weight":"1","parameters":{"base":"100","deductAbove":"0.6",
                "deductBelow":"0.3","floor":"0"}},"bids":[
                {"id":"A","price":"100","marks":{"技术":["34","35","36","40"]}},
                {"id":"B","price":"105","marks":{"技术":"36.333"}}],"parameters":{%s}}""".formatted(parameters.replace('\'', '"'));
    }

    @Test
    void aHundredThousandBidsAreScoredWithinTwoSeconds() {
        var sheet = new StringBuilder("{\"method\":\"PF-3\",\"full\":\"60\",\"bids\":[");
        for (int i = 0; i < 100_000; i++) {
            sheet.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"%d\",\"price\":\"%d.%02d\"}".formatted(i, 9_000 + i % 997, i % 100));
        }
        sheet.append("],\"parameters\":{\"k\":\"0.97\",\"trimFrom\":5,\"trimHigh\":7,\"trimLow\":3,")
                .append("\"deductAbove\":\"0.6\",\"deductBelow\":\"0.3\",\"floor\":\"0\",\"scoreScale\":2}}");
        String text = sheet.toString();

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        assertThat(run(text).code()).isZero();
        // Processor time, so that a busy machine does not fail the test.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(2));
    }
}
