package org.mingjian.walk;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ./mingjian walk [--record FILE] [--url U] [--bidders N] [--speed X]}: an open construction tender from its
 * registration to its contract, through the public HTTP interface of a running sandbox. The last line is JSON.
 */
public final class Walk {

    private static final String USAGE = """
            ./mingjian walk [--record FILE] [--url URL] [--bidders N] [--speed X] [--keys FILE]
                            [--threshold [--fail-keys N]]

              --record FILE  a public opening record (CSV); without one, made bidders
              --url URL      a running sandbox (http://localhost:8080)
              --bidders N    only the first N of the record (all), or how many to make (20)
              --speed X      the record's decrypt rhythm divided by X (60)
              --threshold    bids are sealed for four openers, any three of whom open a bid whose own key fails
              --fail-keys N  so many bidders' keys fail at the opening, with --threshold (10)
              --keys FILE    where the bidders' keys are kept between walks (.mingjian/walk-keys.json)
            """;

    /** What the caller asked for. */
    record Options(
            String url,
            List<OpeningLines.Line> lines,
            double speed,
            Path keys,
            Measuring measuring,
            boolean openers,
            int failing) {}

    /**
     * What a measurement wants of a walk.
     *
     * @param watchers so many people watch the live page of the opening
     * @param begins run before the first decrypt command
     * @param ends run when the last opened bid is on the board
     */
    public record Measuring(int watchers, Runnable begins, Runnable ends) {

        /** Nothing. */
        public static final Measuring NONE = new Measuring(0, () -> {}, () -> {});
    }

    private Walk() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out, System.err));
    }

    /**
     * A walk with made bidders, as fast as the parties can: for measurements.
     *
     * @return the answer of the walk; {@code decryptMillis} from the first decrypt command to the last opened bid
     * @throws IllegalStateException when the walk fails
     */
    public static ObjectNode rush(String url, int bidders, Path keys, Measuring measuring) {
        Options options = new Options(url, OpeningLines.made(bidders), 1e6, keys, measuring, false, 0);
        try {
            return new Journey(options, new Progress(System.err)).run();
        } catch (WalkFailed | IOException e) {
            throw new IllegalStateException("the walk failed: " + e.getMessage(), e);
        }
    }

    /**
     * One bidder uploads one large sealed bid in parts and gets a receipt.
     *
     * @param sealed where the sealed file is made; stays
     * @param bytes of the one file in it
     * @return milliseconds from the first byte sent to the receipt in the bidder's hand
     */
    public static long upload(String url, long bytes, Path sealed, Path keys) {
        try {
            Options options = new Options(url, OpeningLines.made(1), 1, keys, Measuring.NONE, false, 0);
            return new LargeBid(options).upload(bytes, sealed);
        } catch (WalkFailed | IOException e) {
            throw new IllegalStateException("the upload failed: " + e.getMessage(), e);
        }
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        Options options;
        try {
            options = parse(arguments);
        } catch (IllegalArgumentException | IOException e) {
            err.println("walk: " + e.getMessage());
            err.print(USAGE);
            return 2;
        }
        try {
            out.println(JsonMapper.shared().writeValueAsString(new Journey(options, new Progress(out)).run()));
            return 0;
        } catch (WalkFailed | IOException e) {
            ObjectNode failed = JsonMapper.shared().createObjectNode();
            failed.put("ok", false).put("problem", e.getMessage());
            out.println(JsonMapper.shared().writeValueAsString(failed));
            return 1;
        }
    }

    private static Options parse(String[] arguments) throws IOException {
        String url = "http://localhost:8080";
        Path record = null;
        int bidders = -1;
        double speed = 60;
        Path keys = Path.of(".mingjian", "walk-keys.json");
        boolean openers = false;
        int failing = 10;
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--threshold")) {
                openers = true;
                i--;
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--url" -> url = value;
                case "--record" -> record = Path.of(value);
                case "--bidders" -> bidders = Integer.parseInt(value);
                case "--speed" -> speed = Double.parseDouble(value);
                case "--fail-keys" -> failing = Integer.parseInt(value);
                case "--keys" -> keys = Path.of(value);
                default -> throw new IllegalArgumentException("there is no option " + arguments[i]);
            }
        }
        if (speed <= 0) {
            throw new IllegalArgumentException("--speed is a positive number");
        }
        List<OpeningLines.Line> lines =
                record == null ? OpeningLines.made(bidders < 0 ? 20 : bidders) : OpeningLines.read(record);
        if (bidders >= 0 && bidders < lines.size()) {
            lines = lines.subList(0, bidders);
        }
        if (lines.size() < 3) {
            throw new IllegalArgumentException("a tender needs three bidders at least (招标投标法 §28)");
        }
        return new Options(url, lines, speed, keys, Measuring.NONE, openers, openers ? failing : 0);
    }
}
