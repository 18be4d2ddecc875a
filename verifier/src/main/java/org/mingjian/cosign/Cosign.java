package org.mingjian.cosign;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.mingjian.verifier.Unreadable;

/** {@code ./mingjian cosign}: runs a co-signer until it is stopped. Exit codes 0 stopped, 1 cannot run, 2 misused. */
public final class Cosign {

    private static final String HELP = """
            cosign --dir DIR --name NAME --log KEYLINE [--follow URL] [--port N [--host HOST]] [--every SECONDS]
            Runs a co-signer 联署方 of an evidence log: checks that each signed tree head grew out of the one before,
            and co-signs it with a time (C2SP tlog-witness and tlog-cosignature, with SM3 and SM2). Needs no database.
              --dir DIR      key, memory and evidence; made at the first start. Never copy it to a second machine.
              --name NAME    name of this co-signer, such as audit.example.gov.cn; only for the first start
              --log KEYLINE  key of the log, one line, as the platform publishes it at /log/key
              --follow URL   read the platform's log as the public sees it and hand co-signatures in; needs no open port
              --port N       take POST /add-checkpoint from the platform; GET / tells state, GET /evidence/NAME evidence
              --host HOST    the address to listen on (127.0.0.1)
              --every S      look at the followed log every S seconds (10)
            Prints its own key line first: give it to the platform's administrator. What does not fit is kept in
            DIR/evidence and never co-signed; `verify FILE` reads it. Ends at SIGTERM; may be killed at any moment.
            Example: cosign --dir /srv/cosigner --name audit.example.gov.cn --log "$(curl -s URL/log/key)" --follow URL""";

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private Path dir;
    private String name = "";
    private final List<String> logs = new ArrayList<>();
    private final List<String> follow = new ArrayList<>();
    private int port = -1;
    private String host = "127.0.0.1";
    private Duration every = Duration.ofSeconds(10);
    private final PrintStream out;

    private Cosign(PrintStream out, Path dir) {
        this.out = out;
        this.dir = dir;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        int code;
        if (List.of(args).contains("--help")) {
            out.println(HELP);
            code = 0;
        } else {
            code = run(args, out);
        }
        System.exit(code);
    }

    private static int run(String[] args, PrintStream out) {
        Cosign cosign = new Cosign(out, Path.of(""));
        try {
            String wrong = cosign.read(args);
            if (!wrong.isEmpty()) {
                System.err.println("cosign: " + wrong);
                return 2;
            }
            cosign.work();
            return 0;
        } catch (Unreadable unusable) {
            System.err.println("cosign: " + unusable.why());
        } catch (IOException unusable) {
            System.err.println("cosign: " + unusable.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    /** @return what is wrong with the call, or nothing */
    private String read(String[] args) {
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                return args[i] + " needs a value; --help shows it";
            }
            String value = args[i + 1];
            try {
                switch (args[i]) {
                    case "--dir" -> dir = Path.of(value);
                    case "--name" -> name = value;
                    case "--log" -> logs.add(value);
                    case "--follow" -> follow.add(address(value));
                    case "--port" -> port = number(value, 0, 65_535);
                    case "--host" -> host = value;
                    case "--every" -> every = Duration.ofSeconds(number(value, 1, 3600));
                    default -> {
                        return "'" + args[i] + "' is not understood; --help shows what is";
                    }
                }
            } catch (IllegalArgumentException malformed) {
                return args[i] + " cannot be '" + value + "'; --help shows an example";
            }
        }
        if (dir.toString().isEmpty()) {
            return "give --dir DIR, the folder of this co-signer";
        }
        return port < 0 && follow.isEmpty() ? "give --follow URL, or --port N, or both" : "";
    }

    private static String address(String value) {
        URI uri = URI.create(value);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException(value);
        }
        return value;
    }

    private static int number(String value, int least, int most) {
        int number = Integer.parseInt(value);
        if (number < least || number > most) {
            throw new InvalidPathException(value, "out of range");
        }
        return number;
    }

    private void work() throws IOException, Unreadable, InterruptedException {
        try (Memory memory = new Memory(dir.toAbsolutePath(), name, new Disk())) {
            for (String log : logs) {
                memory.follow(log);
            }
            Ledger ledger = new Ledger(memory, Clock.systemUTC());
            out.println("key " + memory.self().line());
            memory.logs().values().forEach(log -> out.println("log " + log.key().name() + " at " + log.size()));
            if (memory.logs().isEmpty()) {
                throw new Unreadable("give --log KEYLINE: there is no log to follow yet");
            }
            Door door = port < 0 ? null : new Door(new InetSocketAddress(host, port), memory, ledger);
            if (door != null) {
                out.println("listening on http://" + host + ":" + door.port());
            }
            List<Thread> followers = new ArrayList<>();
            for (String base : follow) {
                Following following = new Following(base, memory, ledger);
                followers.add(Thread.ofPlatform().start(() -> follow(following)));
            }
            new CountDownLatch(1).await();
        }
    }

    /** A platform that is away is asked ever less often, and found again when it is back. */
    private void follow(Following following) {
        Duration pause = every;
        String last = "";
        while (true) {
            try {
                Following.Seen seen = following.look();
                boolean away = seen instanceof Following.Seen.Away;
                pause = away ? shorterOf(pause.multipliedBy(2), LONGEST_PAUSE) : every;
                String words = words(seen);
                if (!words.isEmpty() && !words.equals(last)) {
                    out.println(words);
                }
                last = words;
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static Duration shorterOf(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String words(Following.Seen seen) {
        return switch (seen) {
            case Following.Seen.Nothing() -> "";
            case Following.Seen.Vouched vouched -> "co-signed " + vouched.size();
            case Following.Seen.Found found -> "ALARM " + found.problem() + ": kept as evidence/" + found.evidence();
            case Following.Seen.Away away -> "waiting: " + away.why();
        };
    }
}
