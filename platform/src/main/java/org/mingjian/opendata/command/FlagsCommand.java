package org.mingjian.opendata.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.opendata.domain.flags.Findings;
import org.mingjian.opendata.domain.flags.FlagSettings;
import org.mingjian.opendata.domain.flags.Flags;
import tools.jackson.databind.JsonNode;

/** Warning signs in OCDS data, see {@code docs/formats.md}, section Warning signs. */
public final class FlagsCommand implements Command {

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        List<String> rest = new ArrayList<>(List.of(args));
        boolean reasons = rest.remove("--reasons");
        boolean map = rest.remove("--map");
        boolean bare = rest.remove("--no-meta");
        boolean count = rest.remove("--count");
        Options options = Options.of(rest.toArray(String[]::new), Set.of("--settings"));
        String file = options.only("FILE (- for standard input)");
        FlagSettings settings =
                options.find("--settings").map(name -> settings(in, name)).orElseGet(FlagSettings::standard);
        Flags flags = new Flags(settings, map);
        Reading reading = new Reading(flags, err);
        try (InputStream stream = in.stream(file)) {
            ReleaseLines.read(stream, reading);
        } catch (IOException unreadable) {
            throw new BadCall("cannot read " + file);
        }
        Findings findings = flags.finish();
        FlagsAnswer answer = new FlagsAnswer(findings, out);
        answer.print(!bare, map, reasons);
        if (count) {
            findings.found().forEach((group, ids) -> err.println(group.key() + ": " + ids.size()));
        }
        reading.closing();
        return reading.bad == 0 ? GOOD : WRONG;
    }

    private static FlagSettings settings(Input in, String name) {
        try {
            return FlagSettings.read(in.text(name).lines().toList());
        } catch (FlagSettings.Misread misread) {
            throw new BadCall(name + ", " + misread.getMessage());
        }
    }

    private static final class Reading implements ReleaseLines.Reader {

        private static final int TOLD = 20;

        private final Flags flags;
        private final PrintStream err;
        private final Set<String> seen = new HashSet<>();
        private long bad;
        private long again;

        Reading(Flags flags, PrintStream err) {
            this.flags = flags;
            this.err = err;
        }

        @Override
        public void release(JsonNode release) {
            again += seen.add(release.path("ocid").asString()) ? 0 : 1;
            flags.take(release);
        }

        @Override
        public void unreadable(long line, String why) {
            bad++;
            if (bad <= TOLD) {
                err.println("flags: line " + line + " is passed over: " + why);
            }
        }

        void closing() {
            if (bad > TOLD) {
                err.println("flags: " + bad + " lines are passed over in all");
            }
            if (again > 0) {
                err.println("flags: " + again + " lines repeat an ocid; give one compiled release for each process");
            }
        }
    }

    @Override
    public String help() {
        return """
                flags [--settings FILE] [--reasons] [--no-meta] [--map] [--count] FILE
                Warning signs in open contracting data, as Open Contracting's Cardinal defines its indicators:
                R003 short submission period, R018 single bid, R024 price close to the winner's,
                R025 excessive unsuccessful bids,
                R028 identical prices, R030 late bid won, R035 all others disqualified, R036 lowest bid disqualified,
                R038 excessive disqualified bids, R048 heterogeneous supplier, R058 heavily discounted bid;
                R044 tenderers with one address or contact, only where the settings file names it.
                FILE (- for standard input) is JSON lines, plain or gzip: one OCDS compiled release (or record) a line.
                --settings FILE  an INI file; only indicators with a section such as [R024] run (default: all but R044)
                --reasons        the key Reasons: why, in Chinese, with numbers
                --no-meta        without the quartiles and fences
                --map            the key Maps: which tenderers and buyers belong to which process
                --count          how many are flagged in each group, on standard error
                Prints {"OCID":{id:{"R003":1.0}},"Buyer":…,"ProcuringEntity":…,"Tenderer":…,"Meta":{…}}.
                A sign is no proof. Exit 0: all lines read. Exit 1: some lines are no releases, told on standard error.
                Exit 2: the call is wrong.
                Example: flags --reasons compiled-2026-03.jsonl.gz""";
    }
}
