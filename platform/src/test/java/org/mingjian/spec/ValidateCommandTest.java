package org.mingjian.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Input;
import org.mingjian.spec.command.ValidateCommand;
import org.mingjian.spec.store.SpecFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ValidateCommandTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Specification NATIONAL = SpecFiles.published().national();

    private int code;

    @Test
    void goodRecordsAreGood() {
        List<JsonNode> lines = run(line("500", 1) + "\n\n" + line("513", 2) + "\n", "-");

        assertThat(code).isZero();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).toString()).startsWith("{\"line\":1,\"key\":\"9120500202603010000001\",\"ok\":true");
        assertThat(lines.get(1).path("line").asInt()).isEqualTo(3);
    }

    @Test
    void missingFieldIsToldWithItsRule() {
        List<JsonNode> lines = run(line("500", 1).replace("\"PROJECT_NAME\"", "\"PROJECT_NAMES\""), "-", "--summary");

        assertThat(code).isEqualTo(1);
        JsonNode problem = lines.get(0).path("problems").get(0);
        assertThat(problem.path("field").asString()).isEqualTo("PROJECT_NAME");
        assertThat(problem.path("rule").asString()).isEqualTo("field.required");
        assertThat(problem.path("message").asString()).contains("项目名称");
        assertThat(lines.get(1)
                        .path("summary")
                        .path("rules")
                        .path("field.required")
                        .asInt())
                .isEqualTo(1);
        assertThat(lines.get(1)
                        .path("summary")
                        .path("datasets")
                        .path("500")
                        .path("bad")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aCorrectedSpellingIsToldTheSpecificationsOwn() {
        List<JsonNode> lines = run(line("517", 1).replace("EXCEPITON_NAME", "EXCEPTION_NAME"), "-");

        assertThat(lines.get(0).path("warnings").toString()).contains("是不是EXCEPITON_NAME（规范原文如此拼写）？");
    }

    @Test
    void everyMessageFixtureIsJudgedAsItSays() {
        JsonNode rules = YAMLMapper.shared().readTree(getClass().getResourceAsStream("/rules/spec/checks.yaml"));
        int seen = 0;
        for (JsonNode rule : rules) {
            String id = rule.path("check").asString();
            if (id.startsWith("message.")) {
                assertThat(run(bytes(rule.path("good")), "-").toString()).as(id).doesNotContain(id);
                assertThat(run(bytes(rule.path("bad")), "-").toString()).as(id).contains("\"rule\":\"" + id + "\"");
                assertThat(code).isEqualTo(1);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(3);
    }

    @Test
    void hostileLinesGetOneClearAnswerEachAndTheNextIsStillRead() {
        List<String> hostile = List.of(
                "{\"fields\":" + "[".repeat(100_000),
                "{\"key\":\"a\",\"key\":\"b\"}",
                "{\"fields\":{\"A\":{\"B\":1}}}",
                "[1,2]",
                "\u0000",
                "{\"op\":99999999999999999999}",
                "{\"dataset\":\"500\"} {}");
        for (String text : hostile) {
            List<JsonNode> lines = run(text + "\n" + line("500", 1), "-");

            assertThat(lines).as(text).hasSize(2);
            assertThat(lines.get(0).path("ok").asBoolean()).isFalse();
            assertThat(lines.get(1).path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void aLineOfTwoGigabytesIsPassedOverWithoutBeingKept() {
        byte[] good = ("\n" + line("500", 1)).getBytes(StandardCharsets.UTF_8);
        InputStream endless = new java.io.SequenceInputStream(
                new Repeated('x', 2L * 1024 * 1024 * 1024), new ByteArrayInputStream(good));

        List<JsonNode> lines = run(endless, "-");

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).toString()).contains("message.size");
        assertThat(lines.get(1).path("ok").asBoolean()).isTrue();
    }

    @Test
    void xmlEnvelopesAreReadInUtf8AndGbk() {
        for (String encoding : List.of("UTF-8", "GBK")) {
            String xml = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + envelope("513");

            List<JsonNode> lines = run(xml.getBytes(Charset.forName(encoding)), "-");

            assertThat(lines).hasSize(1);
            assertThat(lines.get(0).path("problems").toString()).isEqualTo("[]");
            assertThat(code).isZero();
        }
    }

    @Test
    void manyEnvelopesBelowOneRootAreAllRead() {
        assertThat(run("<LIST>" + envelope("500") + "\n" + envelope("513") + "</LIST>", "-"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.path("ok").asBoolean()).isTrue());
    }

    @Test
    void hostileXmlIsRefusedInWords() {
        String bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
        assertThat(run(bomb + "<DES>&b;</DES>", "-").get(0).toString()).contains("message.unreadable");
        String external = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
        assertThat(run(external + "<DES><CONTEXT><A>&a;</A></CONTEXT></DES>", "-")
                        .toString())
                .contains("message.unreadable")
                .doesNotContain("root:");
        assertThat(run("<DES><TITLE>", "-").toString()).contains("message.unreadable");
        assertThat(run("<DES><CONTEXT>" + "<a>".repeat(100_000), "-").toString())
                .contains("嵌套太深");
        assertThat(run(
                                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><DES><CONTEXT><A>中文</A></CONTEXT></DES>"
                                        .getBytes(Charset.forName("GBK")),
                                "-")
                        .toString())
                .contains("message.encoding");
        assertThat(run(
                                new java.io.SequenceInputStream(
                                        new ByteArrayInputStream("<DES><CONTEXT><A>".getBytes(StandardCharsets.UTF_8)),
                                        new Repeated('x', 1L << 30)),
                                "-")
                        .toString())
                .contains("message.size");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void anUnknownVersionIsMisuse() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> run(line("500", 1), "-", "--spec", "9"))
                .isInstanceOf(BadCall.class)
                .hasMessageContaining("2.0-FJ4");
    }

    private static byte[] bytes(JsonNode fixture) {
        if (fixture.has("hex")) {
            return HexFormat.of().parseHex(fixture.path("hex").asString());
        }
        String text = fixture.path("text").asString("");
        return (fixture.has("length") ? "x".repeat(fixture.path("length").asInt()) : text)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String dataset, int serial) {
        DataRecord sample =
                new SampleRecords(NATIONAL).of(NATIONAL.dataset(dataset).orElseThrow(), serial);
        ObjectNode line = JSON.createObjectNode()
                .put("dataset", sample.dataset())
                .put("key", sample.key())
                .put("op", 1)
                .put("channel", 1);
        ObjectNode fields = line.putObject("fields");
        sample.fields().forEach(fields::put);
        return line.toString();
    }

    private static String envelope(String dataset) {
        DataRecord sample =
                new SampleRecords(NATIONAL).of(NATIONAL.dataset(dataset).orElseThrow(), 1);
        StringBuilder xml = new StringBuilder("<DES><TITLE><DATA_NO>" + dataset + "</DATA_NO><DATA_EN>")
                .append(sample.table())
                .append("</DATA_EN><DATA_KEY>" + sample.key() + "</DATA_KEY><DATA_TYPE>1</DATA_TYPE></TITLE><CONTEXT>");
        sample.fields().forEach((name, value) -> xml.append('<' + name + '>' + value + "</" + name + '>'));
        return xml + "</CONTEXT><SOURCE><FILE_NAME>a.pdf</FILE_NAME></SOURCE></DES>";
    }

    private List<JsonNode> run(String input, String... args) {
        return run(input.getBytes(StandardCharsets.UTF_8), args);
    }

    private List<JsonNode> run(byte[] input, String... args) {
        return run(new ByteArrayInputStream(input), args);
    }

    private List<JsonNode> run(InputStream input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
        code = new ValidateCommand().run(args, new Input(input), print, print);
        print.flush();
        return out.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree).toList();
    }

    /** One byte many times. */
    private static final class Repeated extends InputStream {

        private final byte value;
        private long left;

        Repeated(char value, long left) {
            this.value = (byte) value;
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? value : -1;
        }

        @Override
        public int read(byte[] into, int from, int most) {
            int count = (int) Math.min(left, most);
            java.util.Arrays.fill(into, from, from + count, value);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
