package org.mingjian.verifier;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Entry of the verifier: {@code prove FILE} and {@code verify FILE}. Exit codes 0 good, 1 wrong, 2 misused. */
public final class Verifier {

    static final int GOOD = 0;
    static final int WRONG = 1;
    static final int MISUSED = 2;

    private static final String PROVE_HELP = """
            prove FILE
            Checks a Merkle proof (RFC 9162), hashes in base64, FILE - for standard input; several may stand one a line:
              {"hash":"sm3|sha256","index":0,"size":2,"leaf":"…","root":"…","path":["…"]}
              {"hash":"sm3|sha256","size1":1,"size2":2,"root1":"…","root2":"…","path":["…"]}
            Prints {"ok","problem"} for each. Exit 0 all good, 1 some are not, 2 wrong call.
            Example: prove proof.json""";
    private static final String VERIFY_HELP = """
            verify FILE [--key BASE64] [--file F]…
            Checks a receipt or an evidence file without the platform: content, log entry, inclusion, signed tree head;
            a draw record: its facts, the pool's root, the seeds, the output of the random function, order and result.
            --key is the platform's public key as you know it from elsewhere; --file a file that the fact must name.
            Prints a line a check {"check","ok","words"} and {"verdict":"GOOD|BAD","ok",…}. Exit 0 good, 1 bad, 2 wrong call.
            Example: verify receipt.json --file bid.sealed""";

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    public Verifier(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int code = new Verifier(System.in, out, err).run(args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs one command as the command line would; returns the exit code. */
    public int run(String... args) {
        String command = args.length == 0 ? "" : args[0];
        boolean help = Arrays.asList(args).contains("--help");
        try {
            switch (command) {
                case "prove" -> {
                    return help ? say(PROVE_HELP) : prove(args);
                }
                case "verify" -> {
                    return help ? say(VERIFY_HELP) : verify(args);
                }
                default -> throw new BadCall("give a command: prove FILE or verify FILE");
            }
        } catch (BadCall misuse) {
            err.println("verifier: " + misuse.howToMend());
            return MISUSED;
        } catch (OutOfMemoryError | StackOverflowError tooMuch) {
            out.println("{\"ok\":false,\"problem\":\"the input is too large to read\"}");
            return WRONG;
        } catch (RuntimeException defect) {
            // A court is never shown a stack trace.
            err.println(
                    "verifier: a defect of this program (" + defect.getClass().getSimpleName() + "); please report");
            return WRONG;
        }
    }

    private int prove(String[] args) throws BadCall {
        if (args.length != 2) {
            throw new BadCall("prove takes exactly one FILE; --help shows an example");
        }
        int code = GOOD;
        try {
            for (String document : documents(Documents.text(args[1], in))) {
                Optional<String> problem = problemOf(document);
                code = problem.isPresent() ? WRONG : code;
                out.println("{\"ok\":" + problem.isEmpty() + ",\"problem\":"
                        + problem.map(Json::quote).orElse("null") + "}");
            }
            return code;
        } catch (Unreadable unreadable) {
            out.println("{\"ok\":false,\"problem\":" + Json.quote(unreadable.why()) + "}");
            return WRONG;
        }
    }

    private static Optional<String> problemOf(String document) {
        try {
            return Proof.read(JsonReader.read(document)).problem();
        } catch (Unreadable unreadable) {
            return Optional.of(unreadable.why());
        }
    }

    /** One document, or one a line where the first line is a document by itself. */
    private static List<String> documents(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() < 2) {
            return List.of(text);
        }
        try {
            JsonReader.read(lines.get(0));
            return lines;
        } catch (Unreadable partOfALargerOne) {
            return List.of(text);
        }
    }

    private int verify(String[] args) throws BadCall {
        List<String> named = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Optional<Sm2Key> key = Optional.empty();
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--key" -> key = Optional.of(key(value(args, ++i)));
                case "--file" -> files.add(Documents.path(value(args, ++i)));
                default -> named.add(args[i]);
            }
        }
        if (named.size() != 1 || named.get(0).startsWith("--")) {
            throw new BadCall("verify takes exactly one FILE, --key and --file; --help shows an example");
        }
        Findings findings = new Findings(out);
        try {
            String text = Documents.text(named.get(0), in);
            Json json = JsonReader.read(text);
            form(text, json, findings);
            check(json, key, files, findings);
            return findings.verdict("");
        } catch (Unreadable unreadable) {
            findings.check("form", false, unreadable.why());
            return findings.verdict("the file cannot be read to its end");
        }
    }

    /** Records that are published as files have one form only, so that not even a blank can be changed unseen. */
    private static void form(String text, Json json, Findings findings) throws Unreadable {
        if (json instanceof Json.Obj object && Set.of("draw", "scores").contains(object.text("type"))) {
            String canonical = new String(json.canonical(), StandardCharsets.UTF_8);
            boolean same = text.equals(canonical) || text.equals(canonical + "\n");
            findings.check("canonical", same, "the file is in the canonical form of RFC 8785");
        }
    }

    private static void check(Json json, Optional<Sm2Key> key, List<Path> files, Findings findings)
            throws Unreadable, BadCall {
        if (!(json instanceof Json.Obj object)) {
            throw new Unreadable("a JSON object is expected");
        }
        switch (object.text("type")) {
            case "receipt", "fact" -> new EvidenceCheck(object, findings).run(key, files);
            case "draw" -> new DrawCheck(object, findings).run(key);
            default -> throw new Unreadable("this version verifies the types receipt, fact and draw");
        }
    }

    private static Sm2Key key(String base64) throws BadCall {
        try {
            return new Sm2Key(Proof.base64("--key", base64));
        } catch (Unreadable malformed) {
            throw new BadCall("--key takes the 65 bytes of an SM2 public key in base64");
        }
    }

    private static String value(String[] args, int i) throws BadCall {
        if (i >= args.length) {
            throw new BadCall(args[i - 1] + " needs a value");
        }
        return args[i];
    }

    private int say(String text) {
        out.println(text);
        return GOOD;
    }

    private static PrintStream utf8(FileDescriptor where) {
        return new PrintStream(new FileOutputStream(where), false, StandardCharsets.UTF_8);
    }
}
