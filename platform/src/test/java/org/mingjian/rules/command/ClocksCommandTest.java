package org.mingjian.rules.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.kernel.command.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClocksCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aShortBiddingPeriodIsAViolationWithItsArticle() {
        assertThat(run(trade("""
                {"kind":"documentsIssued","at":"2026-03-02T09:00:00+08:00"},
                {"kind":"bidDeadline","at":"2026-03-21T09:30:00+08:00"}"""))).isEqualTo(1);

        JsonNode line = line("G-T01");
        assertThat(line.get("verdict").asString()).isEqualTo("VIOLATION");
        assertThat(line.get("required").asString()).isEqualTo("≥20日");
        assertThat(line.get("actual").asString()).isEqualTo("19日");
        assertThat(line.get("basis").asString()).isEqualTo("招标投标法 §24");
        assertThat(line.get("onViolation").asString()).isEqualTo("refuse");
    }

    @Test
    void anOpenClockGivesItsDueDateAndIsNoFault() {
        assertThat(run(trade("{\"kind\":\"objectionReceived\",\"at\":\"2026-09-30T16:00:00+08:00\"}")))
                .isZero();

        assertThat(line("G-T08").get("verdict").asString()).isEqualTo("UNCERTAIN");
        assertThat(line("G-T08").get("due").asString()).isEqualTo("2026-10-08T23:59:59.999+08:00");
    }

    @Test
    void anUnannouncedYearIsUncertain() {
        assertThat(run(trade("""
                {"kind":"awardIssued","at":"2026-12-15"},
                {"kind":"contractSigned","at":"2027-01-20"}"""))).isZero();

        assertThat(line("G-T17").get("verdict").asString()).isEqualTo("UNCERTAIN");
        assertThat(line("G-T17").get("due").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02",
        "2026-03-02T09:00",
        "2026-03-02T09:00:00",
        "2026-03-02T01:00:00Z",
        "2026-03-02T09:00:00+08:00"
    })
    void aTimeMayBeWrittenInManyWays(String time) {
        run(trade("{\"kind\":\"documentsIssued\",\"at\":\"" + time + "\"},"
                + "{\"kind\":\"bidDeadline\",\"at\":\"2026-03-22T09:30\"}"));

        assertThat(line("G-T01").get("verdict").asString()).isEqualTo("PASS");
    }

    @Test
    void anUnusedFieldIsNamed() {
        assertThat(run("{\"trade\":\"A01\",\"pinned\":\"2026-03-01\",\"events\":[],\"colour\":1}"))
                .isZero();

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("colour").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "{}",
                "{\"trade\":\"lottery\",\"pinned\":\"2026-03-01\",\"events\":[]}",
                "{\"trade\":\"construction\",\"pinned\":\"2026-02-30\",\"events\":[]}",
                "{\"trade\":\"construction\",\"pinned\":\"1999-01-01\",\"events\":[]}",
                "{\"trade\":\"construction\",\"pinned\":\"2026-03-01\"}",
                "{\"trade\":\"construction\",\"pinned\":\"2026-03-01\",\"events\":{}}",
                "{\"trade\":\"construction\",\"pinned\":\"2026-03-01\",\"events\":[1]}",
                "{\"trade\":\"construction\",\"pinned\":\"2026-03-01\",\"events\":[{\"kind\":\"opened\"}]}",
                "{\"trade\":\"construction\",\"pinned\":\"2026-03-01\",\"mandatory\":1,\"events\":[]}",
                "{\"trade\":\"construction\",\"pinned\":\"2026-03-01\",\"trade\":\"construction\",\"events\":[]}"
            })
    void aBadFileIsRefusedInOneLine(String file) {
        assertThatThrownBy(() -> run(file))
                .isInstanceOf(BadInput.class)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"opend\",\"at\":\"2026-03-02\"}",
                "{\"kind\":\"opened\",\"at\":\"yesterday\"}",
                "{\"kind\":\"opened\",\"at\":\"2026-13-02\"}",
                "{\"kind\":\"opened\",\"at\":20260302}",
                "{\"kind\":\"opened\",\"at\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"kind\":\"opened\",\"at\":\"0000-01-01\"}",
                "{\"kind\":\"opened\",\"at\":\"2026-03-02\",\"ref\":7}"
            })
    void aBadEventIsRefusedWithItsPlace(String event) {
        assertThatThrownBy(() -> run(trade(event))).isInstanceOf(BadInput.class).hasMessageContaining("events[0]");
    }

    @Test
    void tooManyEventsAreRefused() {
        String event = "{\"kind\":\"opened\",\"at\":\"2026-03-02\"}";

        assertThatThrownBy(() -> run(trade((event + ",").repeat(10_000) + event)))
                .hasMessageContaining("10000");
    }

    @Test
    void aCallWithoutAFileSaysHowToMendIt() {
        Input in = new Input(new ByteArrayInputStream(new byte[0]));
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);

        assertThatThrownBy(() -> new ClocksCommand().run(new String[0], in, stream, stream))
                .isInstanceOf(BadCall.class);
    }

    private static String trade(String events) {
        return "{\"trade\":\"construction\",\"method\":\"公开招标\",\"pinned\":\"2026-03-01\",\"events\":[" + events + "]}";
    }

    private int run(String file) {
        Input in = new Input(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new ClocksCommand().run(new String[] {"-"}, in, outStream, errStream);
    }

    private JsonNode line(String rule) {
        List<JsonNode> found = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.get("rule").asString().equals(rule))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
