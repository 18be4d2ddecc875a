package org.mingjian.rules.command;

import java.io.PrintStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.rules.Answer;
import org.mingjian.rules.ClockCertificate;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.rules.Due;
import org.mingjian.rules.OnViolation;
import org.mingjian.rules.store.RuleFiles;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Judges every clock of a trade from its events; see {@code docs/formats.md}, section Clocks. */
public final class ClocksCommand implements Command {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        String file = Options.of(args, Set.of()).only("FILE (- for standard input)");
        TradeSheet sheet = TradeSheet.read(in.json(file), RuleFiles.published());
        sheet.unread().forEach(name -> err.println("clocks: the field " + name + " is not used"));
        ClockCertificate certificate = sheet.book().certificate(sheet.events());
        for (ClockCertificate.Entry entry : certificate.entries()) {
            out.println(line(entry));
        }
        return certificate.hasViolation() ? WRONG : GOOD;
    }

    private static ObjectNode line(ClockCertificate.Entry entry) {
        ClockVerdict verdict = entry.verdict();
        ObjectNode line = JsonMapper.shared()
                .createObjectNode()
                .put("rule", verdict.rule().id())
                .put("title", verdict.rule().title())
                .put("verdict", verdict.verdict().name())
                .put("required", verdict.required())
                .put("actual", verdict.actual())
                .put("basis", verdict.basis().article())
                .put("onViolation", verdict.onViolation() == OnViolation.REFUSE ? "refuse" : "warn")
                .put("start", time(entry.start()))
                .put("end", time(entry.end()))
                .put("due", due(entry.due()));
        if (!entry.ref().isEmpty()) {
            line.put("ref", entry.ref());
        }
        return line.put("explanation", verdict.explanation());
    }

    private static @Nullable String due(@Nullable Due due) {
        return due != null && due.at() instanceof Answer.Known<Instant> known ? time(known.value()) : null;
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : OffsetDateTime.ofInstant(at, ZONE).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    @Override
    public String help() {
        return """
                clocks FILE
                Judges the time limits of a trade from its events. FILE (- for standard input) is
                {"trade":"construction","method":"公开招标","pinned":"2026-03-01",
                 "events":[{"kind":"documentsIssued","at":"2026-03-02T09:00:00+08:00"},
                           {"kind":"bidDeadline","at":"2026-03-23T09:30:00+08:00"}]}
                A time without offset is Asia/Shanghai; "ref" in an event tells objections or bidders apart;
                "mandatory":false is a tender that the law does not make compulsory.
                Prints one line a clock: {"rule","title","verdict","required","actual","basis","onViolation",
                "start","end","due","explanation"}; the verdict is PASS, VIOLATION, or UNCERTAIN (an event or a year's
                holidays are missing, or the clock is open and "due" says until when).
                Exit 0: no violation. Exit 1: a violation, or a file that cannot be read.
                Example: clocks trade.json""";
    }
}
