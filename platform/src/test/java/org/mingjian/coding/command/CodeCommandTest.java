package org.mingjian.coding.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CodeCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aCodeIsIssued() {
        int exit = run(
                "issue", "--class", "A01", "--operator", "12320000466011756J", "--date", "2024-01-15", "--serial", "1");

        assertThat(exit).isZero();
        assertThat(printed()).containsExactly("A01-12320000466011756J-20240115-000001-S");
    }

    @Test
    void anIssuedCodeIsTakenApart() {
        assertThat(run("check", "A01-12320000466011756J-20240115-000001-S")).isZero();

        JsonNode line = JsonMapper.shared().readTree(printed().get(0));
        assertThat(line.propertyNames()).containsExactly("code", "kind", "ok", "parts", "problems", "warnings");
        assertThat(line.get("kind").asString()).isEqualTo("tradeCode");
        assertThat(line.at("/parts/class").asString()).isEqualTo("A01");
        assertThat(line.at("/parts/operator").asString()).isEqualTo("12320000466011756J");
        assertThat(line.at("/parts/date").asString()).isEqualTo("2024-01-15");
        assertThat(line.at("/parts/serial").asString()).isEqualTo("000001");
    }

    @Test
    void aWrongCheckCharacterOfAReceivedTradeCodeIsAWarning() {
        assertThat(run("check", "D03-12350100MB02709751-20200319-102642-5")).isZero();

        JsonNode line = JsonMapper.shared().readTree(printed().get(0));
        assertThat(line.get("ok").asBoolean()).isTrue();
        assertThat(line.get("problems")).isEmpty();
        assertThat(line.get("warnings")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A99-91359128593462349A-20170601-002267-T", // operator fails GB 32100
                "Z99-12320000466011756J-20240115-000001-S", // no such class
                "A01-12320000466011756J-20230229-000001-S", // no such day
                "A01-12320000466011756J-20240115-00001-S",
                "A0112320000466011756J20240115000001S", // without hyphens
                "a01-12320000466011756j-20240115-000001-s",
                "91350203M0001QAY9B",
                "E140100000100000",
                "E1401000001000001001O01",
                "",
                "中文",
                "-"
            })
    void aDefectIsAProblem(String code) {
        assertThat(run("check", "E1401000001000001001", code)).isEqualTo(1);

        assertThat(printed()).hasSize(2);
        JsonNode line = JsonMapper.shared().readTree(printed().get(1));
        assertThat(line.get("ok").asBoolean()).isFalse();
        assertThat(line.get("problems")).isNotEmpty();
    }

    @Test
    void nestedCodesNameTheirParents() {
        assertThat(run("check", "E1401000001000001001001;E3500000001001043001;E3500000001001043"))
                .isZero();

        assertThat(printed()).hasSize(3);
        JsonNode section = JsonMapper.shared().readTree(printed().get(0));
        assertThat(section.get("kind").asString()).isEqualTo("sectionCode");
        assertThat(section.at("/parts/platform").asString()).isEqualTo("E1401000001");
        assertThat(section.at("/parts/tenderProject").asString()).isEqualTo("E1401000001000001001");
        assertThat(section.at("/parts/sectionSerial").asString()).isEqualTo("001");
    }

    @Test
    void aRegisteredExceptionIsAWarning() {
        assertThat(run("check", "91350203M0001QAY9B", "--exception", "91350203M0001QAY9B"))
                .isZero();

        JsonNode line = JsonMapper.shared().readTree(printed().get(0));
        assertThat(line.get("warnings")).hasSize(1);
    }

    @Test
    void anotherAlgorithmCanBeAskedFor() {
        run(
                "issue",
                "--class",
                "D01",
                "--operator",
                "12350100MB02709751",
                "--date",
                "2019-06-27",
                "--serial",
                "527731",
                "--algorithm",
                "mod37-36");

        assertThat(printed()).containsExactly("D01-12350100MB02709751-20190627-527731-G");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "issue",
                "check",
                "mend X",
                "issue --class Q01 --operator 12320000466011756J --date 2024-01-15 --serial 1",
                "issue --class A01 --operator 12320000466011756K --date 2024-01-15 --serial 1",
                "issue --class A01 --operator 12320000466011756J --date 2024-02-30 --serial 1",
                "issue --class A01 --operator 12320000466011756J --date 2024-01-15 --serial 0",
                "issue --class A01 --operator 12320000466011756J --date 2024-01-15 --serial 1000000",
                "issue --class A01 --operator 12320000466011756J --date 2024-01-15 --serial 1 extra",
                "issue --class A01 --operator 12320000466011756J --date 2024-01-15 --serial 1 --algorithm crc",
                "check --what X"
            })
    void aWrongCallSaysHowToMendItInOneLine(String line) {
        assertThatThrownBy(() -> run(line.isEmpty() ? new String[0] : line.split(" ")))
                .isInstanceOf(BadCall.class)
                .message()
                .hasLineCount(1);
    }

    private int run(String... args) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new CodeCommand().run(args, new Input(InputStream.nullInputStream()), stream, stream);
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
