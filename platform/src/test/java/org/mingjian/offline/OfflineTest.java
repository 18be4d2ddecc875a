package org.mingjian.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;

class OfflineTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void unknownCommandIsMisuse() {
        assertThat(run("", "nonsense")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("echo").hasLineCount(1);
    }

    @Test
    void helpIsPrinted() {
        assertThat(run("", "echo", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Example");
    }

    @Test
    void strictJsonIsRead() {
        assertThat(run("{\"a\":\"明\"}", "echo", "-")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("{\"a\":\"明\"}");
    }

    @Test
    void hostileInputGetsAClearAnswer() {
        for (String hostile :
                new String[] {"", "\n\n", "{\"a\":1,\"a\":2}", "{} {}", "[".repeat(100_000), "{\"a\":", "\u0000"}) {
            out.reset();
            assertThat(run(hostile, "echo", "-")).as(hostile).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .startsWith("{\"ok\":false,\"problem\":")
                    .hasLineCount(1);
        }
    }

    @Test
    void defectIsOneLineAndNoTrace() {
        assertThat(run("", "echo")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("defect").hasLineCount(1);
    }

    @Test
    void missingFileIsMisuse() {
        assertThat(run("", "echo", "no-such-file.json")).isEqualTo(2);
        assertThat(run("", "echo", "bad\u0000name")).isEqualTo(2);
    }

    private int run(String standardInput, String... args) {
        Input in = new Input(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)));
        PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Offline.run(Map.of("echo", new Echo()), args, in, List.of(outStream, errStream));
    }

    private static final class Echo implements Command {

        @Override
        public int run(String[] args, Input in, PrintStream out, PrintStream err) {
            out.println(in.json(args[0]));
            return GOOD;
        }

        @Override
        public String help() {
            return "echo FILE: prints the JSON. Example: echo a.json";
        }
    }
}
