package org.mingjian.verifier;

import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints what was checked, a JSON line each, and at the end the verdict. */
final class Findings {

    private final PrintStream out;
    private int checks;
    private int failed;
    private String part = "";
    private final StringBuilder failures = new StringBuilder();
    private final Set<String> open = new LinkedHashSet<>();

    Findings(PrintStream out) {
        this.out = out;
    }

    /** A check that holds or does not; {@code words} say what it means either way. */
    boolean check(String name, boolean holds, String words) {
        checks++;
        failed += holds ? 0 : 1;
        failures.append(holds ? "" : " " + part + name);
        line(name, Boolean.toString(holds), words);
        return holds;
    }

    /** Something that could not be checked with what was given, and does not speak against it. */
    void open(String name, String words) {
        open.add(part + name);
        line(name, "null", words);
    }

    /** Checks of one part of a package. */
    interface Part {
        void check() throws Unreadable, BadCall;
    }

    /** Runs the checks of a part; their names begin with its name. */
    void within(String name, Part checks) throws Unreadable, BadCall {
        String outer = part;
        part = outer + name + ": ";
        checks.check();
        part = outer;
    }

    /** Names of what could not be checked. */
    Set<String> open() {
        return Set.copyOf(open);
    }

    /** Names of the checks that failed. */
    String failures() {
        return failures.toString().strip();
    }

    int verdict(String words) {
        boolean good = failed == 0 && checks > 0;
        String unchecked = open.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
        String said = words.isEmpty() && !open.isEmpty() ? "not checked: " + String.join(", ", open) : words;
        out.println("{\"verdict\":\"" + (good ? "GOOD" : "BAD") + "\",\"ok\":" + good + ",\"checks\":" + checks
                + ",\"failed\":" + failed + ",\"unchecked\":" + unchecked + ",\"words\":" + Json.quote(said) + "}");
        return good ? Verifier.GOOD : Verifier.WRONG;
    }

    private void line(String name, String ok, String words) {
        out.println(
                "{\"check\":" + Json.quote(part + name) + ",\"ok\":" + ok + ",\"words\":" + Json.quote(words) + "}");
    }
}
