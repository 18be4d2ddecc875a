package org.mingjian.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mingjian.opendata.Compiled.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.opendata.command.FlagsCommand;

class FlagsCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(InputStream in, String... args) {
        return new FlagsCommand()
                .run(
                        args,
                        new Input(in),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String late() {
        return process("ocds-x-1")
                .period("2026-03-01T00:00:00Z", "2026-03-05T00:00:00Z")
                .release()
                .toString();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theAnswerHasTheShapeOfCardinals() {
        int code = run(bytes(late() + "\n\n"), "--no-meta", "--reasons", "-");

        assertThat(code).isEqualTo(Command.GOOD);
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("{\"OCID\":{\"ocds-x-1\":{\"R003\":1.0}},\"Reasons\":{\"OCID\":{\"ocds-x-1\":{\"R003\":"
                        + "\"投标时间只有4天，少于15天（2026-03-01T00:00:00Z 至 2026-03-05T00:00:00Z）\"}}}}");
    }

    @Test
    void gzipAndRecordsAreRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("all.jsonl.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(
                    ("{\"ocid\":\"ocds-x-1\",\"compiledRelease\":" + late() + "}\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(run(InputStream.nullInputStream(), "--no-meta", file.toString()))
                .isEqualTo(Command.GOOD);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"R003\":1.0");
    }

    @Test
    void linesThatAreNoReleasesAreToldAndPassedOver() {
        int code = run(bytes("{\"ocid\":\n[1]\n{\"a\":1,\"a\":2}\n" + late() + "\n" + late()), "--count", "-");

        assertThat(code).isEqualTo(Command.WRONG);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"OCID\":{\"ocds-x-1\":{\"R003\":1.0}}");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("line 1 is passed over", "line 2", "line 3", "1 lines repeat an ocid", "OCID: 1");
    }

    @Test
    void aWrongCallSaysHowToMendIt(@TempDir Path folder) throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.ini"), "[R003]\nthresh = 2\n");

        assertThatThrownBy(() -> run(bytes(""), "--settings", settings.toString(), "-"))
                .isInstanceOf(BadCall.class)
                .hasMessageContaining("line 2: unknown property thresh");
        assertThatThrownBy(() -> run(bytes(""), "--frobnicate", "-")).isInstanceOf(BadCall.class);
    }
}
