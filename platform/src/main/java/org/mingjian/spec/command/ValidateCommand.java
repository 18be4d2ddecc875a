package org.mingjian.spec.command;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.spec.Checked;
import org.mingjian.spec.Checks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specification;
import org.mingjian.spec.domain.Catalogue;
import org.mingjian.spec.store.SpecFiles;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks records of the data specification; see {@code docs/formats.md}, section Records. */
public final class ValidateCommand implements Command {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        List<String> rest = new ArrayList<>(List.of(args));
        boolean summary = rest.remove("--summary");
        boolean complete = rest.remove("--complete");
        Options options = Options.of(rest.toArray(String[]::new), Set.of("--spec"));
        String file = options.only("FILE (- for standard input)");
        try (InputStream stream = new BufferedInputStream(in.stream(file), 1 << 16)) {
            SpecFiles specs = SpecFiles.published();
            Specification version =
                    options.find("--spec").map(name -> version(specs, name)).orElseGet(specs::national);
            Judging judging = new Judging(specs, version, complete, out);
            if (isXml(stream)) {
                XmlEnvelopes.read(stream, judging);
            } else {
                JsonLines.read(stream, judging);
            }
            if (summary) {
                out.println(judging.summary());
            }
            if (judging.ledger.full()) {
                err.println(
                        "validate: more than " + RecordLedger.MOST + " records; later ones are judged by themselves");
            }
            return judging.bad == 0 ? GOOD : WRONG;
        } catch (IOException unreadable) {
            throw new BadCall("cannot read " + file);
        }
    }

    private static Specification version(SpecFiles specs, String name) {
        return specs.find(name)
                .orElseThrow(() -> new BadCall("there is no specification " + name + "; known: "
                        + String.join(
                                ", ",
                                specs.versions().stream()
                                        .map(Specification::version)
                                        .toList())));
    }

    /** Whether the first character that is no space opens an element. */
    private static boolean isXml(InputStream in) throws IOException {
        in.mark(4096);
        byte[] head = in.readNBytes(4000);
        in.reset();
        for (byte b : head) {
            boolean blank = b == ' ' || b == '\t' || b == '\n' || b == '\r' || (b & 0x80) != 0;
            if (!blank) {
                return b == '<';
            }
        }
        return false;
    }

    /** Judges and prints what is read, and counts. */
    private static final class Judging implements Consumer<Received> {

        private final Specification version;
        private final SpecFiles specs;
        private final Checks checks;
        private final Catalogue catalogue;
        private final RecordLedger ledger;
        private final PrintStream out;
        private final Map<String, long[]> byDataset = new TreeMap<>();
        private final Map<String, Long> byRule = new TreeMap<>();
        private long good;
        private long bad;

        Judging(SpecFiles specs, Specification version, boolean complete, PrintStream out) {
            this.specs = specs;
            this.version = version;
            this.checks = specs.checksOf(version);
            this.catalogue = specs.catalogue();
            this.ledger = new RecordLedger(complete);
            this.out = out;
        }

        @Override
        public void accept(Received received) {
            DataRecord record = received.record();
            Checked checked = record == null ? unreadable(received) : judged(record);
            String key = record == null ? "" : record.key();
            ObjectNode line = JSON.createObjectNode()
                    .put("line", received.line())
                    .put("key", key.length() > 200 ? key.substring(0, 200) : key)
                    .put("ok", checked.ok());
            list(line.putArray("problems"), checked.problems());
            list(line.putArray("warnings"), checked.warnings());
            out.println(line);
            count(record == null ? "" : record.dataset(), checked);
        }

        private Checked judged(DataRecord record) {
            Checked checked = checks.check(record).and(specs.crossChecks().check(record, ledger));
            if (checked.ok()) {
                ledger.add(specs.crossChecks().standing(record));
            }
            return checked;
        }

        private Checked unreadable(Received received) {
            Problem problem = catalogue.problem(received.rule(), received.reason());
            return new Checked(List.of(problem), List.of());
        }

        private static void list(ArrayNode array, List<Problem> problems) {
            for (Problem problem : problems) {
                array.addObject()
                        .put("field", problem.field())
                        .put("rule", problem.rule())
                        .put("message", problem.message());
            }
        }

        private void count(String dataset, Checked checked) {
            boolean ok = checked.ok();
            good += ok ? 1 : 0;
            bad += ok ? 0 : 1;
            String named = version.dataset(dataset).isPresent() ? dataset : "";
            byDataset.computeIfAbsent(named, none -> new long[2])[ok ? 0 : 1]++;
            checked.problems().forEach(problem -> byRule.merge(problem.rule(), 1L, Long::sum));
            checked.warnings().forEach(warning -> byRule.merge(warning.rule(), 1L, Long::sum));
        }

        private ObjectNode summary() {
            ObjectNode answer = JSON.createObjectNode();
            ObjectNode node = answer.putObject("summary");
            node.put("spec", version.version())
                    .put("records", good + bad)
                    .put("good", good)
                    .put("bad", bad);
            ObjectNode datasets = node.putObject("datasets");
            byDataset.forEach((dataset, counts) -> datasets.putObject(dataset.isEmpty() ? "unknown" : dataset)
                    .put("records", counts[0] + counts[1])
                    .put("good", counts[0])
                    .put("bad", counts[1]));
            ObjectNode rules = node.putObject("rules");
            byRule.forEach(rules::put);
            return answer;
        }
    }

    @Override
    public String help() {
        return """
                validate [--spec VERSION] [--complete] FILE [--summary]
                Checks records of the data specification. FILE (- for standard input) is JSON lines
                {"dataset":"513","key":"9120513202603010000001","op":1,"channel":1,"fields":{"BID_AMOUNT":"100"}}
                or the XML envelope <DES><TITLE/><CONTEXT/></DES> in UTF-8 or GBK.
                --spec VERSION  2.0 (default: the national fields) or 2.0-FJ4 (with a province's additions)
                --complete      the file holds all that was ever reported: what it lacks is wrong, not only unseen
                --summary       a last line with counts by dataset and rule
                Prints {"line","key","ok","problems":[{"field","rule","message"}],"warnings":[]} for each record.
                Exit 0: all good. Exit 1: a record is wrong. Exit 2: the call is wrong.
                Example: validate --summary records.jsonl""";
    }
}
