package org.mingjian.verifier;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entry of the verifier: {@code prove}, {@code verify}, {@code score}, {@code code}, {@code seal} and {@code open}.
 * Exit codes 0 good, 1 wrong, 2 misused.
 */
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
            verify FILE [--key KEY] [--file F]… [--cosigner KEYLINE]… [--need M] [--anchor ANSWER [--grown PROOF]]
            Checks a receipt or an evidence file without the platform: content, log entry, inclusion, signed tree head;
            a draw record: its facts, the pool's root, the seeds, the output of the random function, order and result;
            a scoring record: formula, prices, arithmetic and candidates; an evidence package: all of these together;
            a sealed bid: that it is whole and signed;
            a conflict that a co-signer found: both tree heads, and that they do not go together.
            --cosigner is the key line of an organisation you trust; at least M of them (all, without --need) must have
            co-signed each tree head.
            --key is the platform's public key as you know it from elsewhere: 65 bytes in base64, the line that /log/key
            serves, or a file with either; --file a file that the fact must name.
            --anchor is what a chain's node answered to eth_getTransactionReceipt or eth_getLogs, for a receipt or a
            fact; where another tree head is anchored, --grown is what /log/consistency/FROM/TO served between the two.
            Prints a line a check {"check","ok","words"} (ok null: not checked) and
            {"verdict":"GOOD|BAD","ok","checks","failed","unchecked","words"}. Exit 0 good, 1 bad, 2 wrong call.
            Example: verify receipt.json --file bid.sealed""";

    private static final String SCORE_HELP = """
            score FILE [--key KEY]
            Computes a scoring sheet (docs/formats.md), exactly and with nothing but this program, and prints
            {"base","bids":[{"id","deviation","score","rank"}]}; or repeats a published scoring record and prints a line a
            check, as verify does. FILE - for standard input. Exit 0 good, 1 wrong or unreadable, 2 wrong call.
            Example: score scores.json""";
    private static final String CODE_HELP = """
            code check CODE…
            Takes codes apart: 统一交易标识码 (40), 项目编号 (17), 招标项目编号 (20), 标段编号 (23), 统一社会信用代码 (18). Prints
            {"code","kind","ok","parts","problems","warnings"} for each. Shapes and check characters only: whether a code
            was given out, no program offline can know. Exit 0 all ok, 1 a code has a problem, 2 wrong call.
            Example: code check A01-12320000466011756J-20240115-000001-S""";

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
                case "score" -> {
                    return help ? say(SCORE_HELP) : score(args);
                }
                case "code" -> {
                    return help ? say(CODE_HELP) : code(args);
                }
                case "seal" -> {
                    return help ? say(BidCommands.SEAL_HELP) : new BidCommands(out).seal(args);
                }
                case "open" -> {
                    return help ? say(BidCommands.OPEN_HELP) : new BidCommands(out).open(args);
                }
                default ->
                    throw new BadCall("give a command: prove, verify, score, code, seal or open, or --help after one");
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

    /** What the command line asks to check, and with what. */
    record Asked(String file, Trust trust, List<Path> files) {}

    private static Asked asked(String[] args) throws BadCall {
        List<String> named = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Optional<Sm2Key> key = Optional.empty();
        Map<String, Cosigner> cosigners = new LinkedHashMap<>();
        Optional<String> anchor = Optional.empty();
        Optional<String> grown = Optional.empty();
        int needed = -1;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--key" -> key = Optional.of(key(value(args, ++i)));
                case "--file" -> files.add(Documents.path(value(args, ++i)));
                case "--cosigner" -> {
                    Cosigner one = cosigner(value(args, ++i));
                    cosigners.put(one.name(), one);
                }
                case "--need" -> needed = Documents.count(value(args, ++i));
                case "--anchor" -> anchor = Optional.of(value(args, ++i));
                case "--grown" -> grown = Optional.of(value(args, ++i));
                default -> named.add(args[i]);
            }
        }
        if (named.size() != 1 || named.get(0).startsWith("--")) {
            throw new BadCall(args[0] + " takes exactly one FILE and options; --help shows an example");
        }
        if (needed > cosigners.size()) {
            throw new BadCall("--need asks for more co-signers than --cosigner names");
        }
        List<Cosigner> trusted = List.copyOf(cosigners.values());
        Trust trust = Trust.in(key, trusted, needed < 0 ? trusted.size() : needed);
        return new Asked(named.get(0), anchor.isPresent() ? trust.with(anchor(anchor.get(), grown)) : trust, files);
    }

    private static Anchor anchor(String answer, Optional<String> grown) throws BadCall {
        try {
            return Anchor.read(answer, grown);
        } catch (Unreadable malformed) {
            throw new BadCall(
                    "--anchor and --grown take what a node and /log/consistency answered: " + malformed.why());
        }
    }

    private static Cosigner cosigner(String line) throws BadCall {
        try {
            return Cosigner.read(line);
        } catch (Unreadable malformed) {
            throw new BadCall("--cosigner takes a key line, name+key id+base64: " + malformed.why());
        }
    }

    private int verify(String[] args) throws BadCall {
        Asked asked = asked(args);
        Findings findings = new Findings(out);
        if (!asked.file().equals("-") && BidCommands.isSealed(Documents.path(asked.file()))) {
            BidCommands.check(Documents.path(asked.file()), findings);
            return findings.verdict("");
        }
        return verdict(() -> Documents.text(asked.file(), in), asked, findings);
    }

    /** Text of a file. */
    interface Source {
        String text() throws Unreadable, BadCall;
    }

    static int verdict(Source source, Asked asked, Findings findings) throws BadCall {
        try {
            String text = source.text();
            return judged(text, JsonReader.read(text), asked, findings);
        } catch (Unreadable unreadable) {
            findings.check("form", false, unreadable.why());
            return findings.verdict("the file cannot be read to its end");
        }
    }

    private static int judged(String text, Json json, Asked asked, Findings findings) throws Unreadable, BadCall {
        if (!(json instanceof Json.Obj object)) {
            throw new Unreadable("a JSON object is expected");
        }
        String type = object.text("type");
        switch (type) {
            case "receipt", "fact", "draw", "scores", "package", "conflict" -> {
                if (asked.trust().anchor().isPresent() && !type.matches("receipt|fact")) {
                    throw new BadCall(
                            "--anchor goes with a receipt or a fact: its tree head is compared with the chain");
                }
                findings.check("canonical", isCanonical(text, json), "the file is in the canonical form of RFC 8785");
                record(type, object, findings, asked);
            }
            default ->
                throw new Unreadable(
                        "this version verifies the types receipt, fact, draw, scores, package and conflict");
        }
        return findings.verdict("");
    }

    private static void record(String type, Json.Obj record, Findings findings, Asked asked)
            throws Unreadable, BadCall {
        Trust trust = asked.trust();
        switch (type) {
            case "receipt", "fact" -> new EvidenceCheck(record, findings).run(trust, asked.files());
            case "draw" -> DrawCheck.run(record, findings, trust);
            case "scores" -> new ScoresCheck(record, findings).run(trust);
            case "conflict" -> ConflictCheck.run(record, findings, trust);
            default -> PackageCheck.run(record, findings, trust);
        }
    }

    /**
     * Members in the order of RFC 8785 and each text written in its only way, so that nothing can be changed unseen.
     * Many programs write one space after each comma and colon: that is the same file if they all stand, or none.
     */
    private static boolean isCanonical(String text, Json json) throws Unreadable {
        String given = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return given.equals(json.canonicalText(false)) || given.equals(json.canonicalText(true));
    }

    /** A sheet is computed; a published record is checked with all it rests on. */
    private int score(String[] args) throws BadCall {
        Asked asked = asked(args);
        Findings findings = new Findings(out);
        try {
            String text = Documents.text(asked.file(), in);
            Json json = JsonReader.read(text);
            if (json instanceof Json.Obj object && object.has("type")) {
                return judged(text, json, asked, findings);
            }
            out.println(ScoresCheck.json(ScoreSheet.score(json)));
            return GOOD;
        } catch (Unreadable wrong) {
            out.println("{\"ok\":false,\"problem\":" + Json.quote(wrong.why()) + "}");
            return WRONG;
        }
    }

    private int code(String[] args) throws BadCall {
        if (args.length < 3 || !args[1].equals("check")) {
            throw new BadCall("say code check CODE…; --help shows an example");
        }
        int worst = GOOD;
        for (String code : Arrays.asList(args).subList(2, args.length)) {
            CodeCheck.Found found = CodeCheck.of(code);
            out.println(found.json());
            worst = found.ok() ? worst : WRONG;
        }
        return worst;
    }

    /** The 65 bytes in base64, the line that the log serves, or a file with one of them. */
    private static Sm2Key key(String given) throws BadCall {
        try {
            boolean file = Files.isRegularFile(Documents.path(given));
            String text = (file ? Documents.text(given, InputStream.nullInputStream()) : given).strip();
            return text.matches("[^+]+\\+[0-9a-f]{8}\\+.+")
                    ? Cosigner.readLog(text).key()
                    : new Sm2Key(Proof.base64("--key", text));
        } catch (Unreadable malformed) {
            throw new BadCall(
                    "--key takes an SM2 public key of 65 bytes in base64, the line of /log/key, or a file with one: "
                            + malformed.why());
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
