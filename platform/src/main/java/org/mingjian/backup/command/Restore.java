package org.mingjian.backup.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.ops.StartRefused;
import org.mingjian.sealing.command.KeyFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./mingjian restore}: sets up an empty data folder from a backup. The launcher then reads the whole log of the
 * restored platform again and compares it with its signed checkpoint.
 */
public final class Restore implements Command {

    /** Exit 0 restored, 1 something is wrong with the backup, 2 the call is wrong. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code;
        try {
            code = new Restore().run(args, new Input(System.in), out, err);
        } catch (BadCall misuse) {
            err.println("restore: " + misuse.getMessage());
            code = MISUSED;
        } catch (BadInput | StartRefused wrong) {
            err.println("restore: " + wrong.getMessage());
            code = WRONG;
        }
        System.exit(code);
    }

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        Options options = Options.of(args, Set.of("--from", "--key", "--password", "--data", "--until", "--programs"));
        byte[] key = KeyFile.read(in, options).privateKey();
        Path data = Input.path(options.need("--data")).toAbsolutePath();
        Path programs = options.find("--programs").map(Input::path).orElse(data.resolve("programs"));
        Optional<Instant> until = options.find("--until").map(Restore::time);
        try {
            Restoring restoring = new Restoring(Input.path(options.need("--from")), key, data);
            Restoring.Restored restored = restoring.run(until, programs.toAbsolutePath());
            out.println(JsonMapper.shared().writeValueAsString(restored));
            return restored.damaged().isEmpty() ? GOOD : WRONG;
        } catch (IOException wrong) {
            throw new BadInput("not restored: " + wrong.getMessage());
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new BadCall("--until takes a time such as 2026-11-21T02:30:00Z, not " + text);
        }
    }

    @Override
    public String help() {
        return String.join(
                "\n",
                List.of(
                        "restore --from BACKUPS/base-… --key KEYFILE [--password FILE] --data DIR [--until TIME]",
                        "Sets up the empty folder DIR from a backup; with --until as everything stood at that time,",
                        "else as far as the changes that were kept reach."));
    }
}
