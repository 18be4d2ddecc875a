package org.mingjian.offline;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingjian.coding.command.CodeCommand;
import org.mingjian.evaluation.ScoreCommand;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.opendata.command.FlagsCommand;
import org.mingjian.rules.command.ClocksCommand;
import org.mingjian.sealing.command.KeygenCommand;
import org.mingjian.sealing.command.OpenCommand;
import org.mingjian.sealing.command.RehearseCommand;
import org.mingjian.sealing.command.SealCommand;
import org.mingjian.sealing.command.ShareCommand;
import org.mingjian.spec.command.NoticesCommand;
import org.mingjian.spec.command.ValidateCommand;
import tools.jackson.databind.json.JsonMapper;

/** Entry of the offline commands: {@code Offline COMMAND ARGUMENTS…}. Exit codes 0 good, 1 wrong, 2 misused. */
public final class Offline {

    private Offline() {}

    /** The commands by name; a new command is one line here. */
    static Map<String, Command> commands() {
        return Map.ofEntries(
                Map.entry("clocks", new ClocksCommand()),
                Map.entry("code", new CodeCommand()),
                Map.entry("flags", new FlagsCommand()),
                Map.entry("keygen", new KeygenCommand()),
                Map.entry("notices", new NoticesCommand()),
                Map.entry("open", new OpenCommand()),
                Map.entry("score", new ScoreCommand()),
                Map.entry("seal", new SealCommand(InstantSource.system())),
                Map.entry("rehearse", new RehearseCommand()),
                Map.entry("share", new ShareCommand()),
                Map.entry("validate", new ValidateCommand()));
    }

    public static void main(String[] args) {
        try (PrintStream out = utf8(FileDescriptor.out);
                PrintStream err = utf8(FileDescriptor.err)) {
            int code = run(commands(), args, new Input(System.in), List.of(out, err));
            out.flush();
            err.flush();
            System.exit(code);
        }
    }

    /** Runs one command; {@code streams} are standard output and standard error. */
    static int run(Map<String, Command> commands, String[] args, Input in, List<PrintStream> streams) {
        PrintStream out = streams.get(0);
        PrintStream err = streams.get(1);
        String known = String.join(", ", new TreeMap<>(commands).keySet());
        Command command = args.length == 0 ? null : commands.get(args[0]);
        if (command == null) {
            err.println("give one of the commands " + known);
            return Command.MISUSED;
        }
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        if (List.of(rest).contains("--help")) {
            out.println(command.help());
            return Command.GOOD;
        }
        try {
            return command.run(rest, in, out, err);
        } catch (BadCall misuse) {
            err.println(args[0] + ": " + misuse.getMessage());
            return Command.MISUSED;
        } catch (BadInput hostile) {
            out.println(problem(String.valueOf(hostile.getMessage())));
            return Command.WRONG;
        } catch (OutOfMemoryError | StackOverflowError tooMuch) {
            err.println(args[0] + ": the input is too large to read");
            return Command.WRONG;
        } catch (RuntimeException defect) {
            // People outside are never shown a stack trace; -Dmingjian.trace=true shows it to us.
            if (Boolean.getBoolean("mingjian.trace")) {
                throw defect;
            }
            err.println(
                    args[0] + ": a defect of this program (" + defect.getClass().getSimpleName() + "); please report");
            return Command.WRONG;
        }
    }

    private static String problem(String text) {
        JsonMapper mapper = JsonMapper.shared();
        return mapper.createObjectNode().put("ok", false).put("problem", text).toString();
    }

    private static PrintStream utf8(FileDescriptor where) {
        return new PrintStream(new FileOutputStream(where), false, StandardCharsets.UTF_8);
    }
}
