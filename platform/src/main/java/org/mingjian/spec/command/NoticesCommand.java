package org.mingjian.spec.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.spec.domain.notices.GapKind;
import org.mingjian.spec.domain.notices.Imported;
import org.mingjian.spec.domain.notices.Importing;
import org.mingjian.spec.domain.notices.Notice;
import org.mingjian.spec.domain.notices.NoticeLines;
import org.mingjian.spec.store.SpecFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Notices of other sites against the data specification; see {@code docs/formats.md}, section Notices. */
public final class NoticesCommand implements Command {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public int run(String[] args, Input in, PrintStream out, PrintStream err) {
        List<String> rest = new ArrayList<>(List.of(args));
        boolean report = rest.remove("--report");
        Options options = Options.of(rest.toArray(String[]::new), Set.of("--into", "--login", "--password-file"));
        NoticeLines lines = lines(options.only("FILE or FOLDER (- for standard input)"), in, err);
        if (options.find("--into").isPresent()) {
            NoticeDelivery delivery = new NoticeDelivery(options.need("--into"));
            delivery.signIn(
                    options.need("--login"),
                    in.text(options.need("--password-file")).strip());
            JsonNode taken = delivery.deliver(lines.good());
            out.print(report ? DeliveryReport.of(taken) : taken + "\n");
        } else {
            explain(lines.good(), report, out);
        }
        return lines.bad().isEmpty() ? GOOD : WRONG;
    }

    /** Of a folder, every file whose name ends with .jsonl, in the order of their names. */
    private static NoticeLines lines(String name, Input in, PrintStream err) {
        NoticeLines all = new NoticeLines(List.of(), List.of());
        for (String file : files(name)) {
            all = all.and(NoticeLines.of(file, in.text(file)));
        }
        all.bad().forEach(bad -> err.println("notices: line " + bad.line() + " is passed over: " + bad.what()));
        return all;
    }

    private static List<String> files(String name) {
        Path path = Input.path(name);
        if (name.equals("-") || !Files.isDirectory(path)) {
            return List.of(name);
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.map(Path::toString)
                    .filter(file -> file.endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new BadCall("cannot read " + name);
        }
    }

    private static void explain(List<JsonNode> lines, boolean report, PrintStream out) {
        Importing importing = new Importing(SpecFiles.published().national());
        List<Imported> all = new ArrayList<>();
        for (JsonNode line : lines) {
            Imported imported = importing.read(Notice.of(line));
            all.add(imported);
            if (!report) {
                out.println(json(all.size(), imported));
            }
        }
        if (report) {
            print(all, out);
        }
    }

    private static ObjectNode json(int number, Imported imported) {
        ObjectNode line = JSON.createObjectNode()
                .put("line", number)
                .put("id", imported.notice().id())
                .put("dataset", imported.dataset());
        ObjectNode read = line.putObject("read");
        imported.read().forEach(read::put);
        ArrayNode gaps = line.putArray("gaps");
        imported.gaps().forEach(gap -> gaps.addObject()
                .put("gap", gap.kind().id())
                .put("title", gap.kind().title())
                .put("detail", gap.detail())
                .put("explanation", gap.kind().explanation()));
        return line;
    }

    private static void print(List<Imported> all, PrintStream out) {
        Map<GapKind, Integer> counts = new EnumMap<>(GapKind.class);
        Map<String, Integer> datasets = new TreeMap<>();
        for (Imported one : all) {
            one.gaps().stream().map(Imported.Gap::kind).distinct().forEach(kind -> counts.merge(kind, 1, Integer::sum));
            datasets.merge(one.dataset().isEmpty() ? "不能确定" : one.dataset(), 1, Integer::sum);
        }
        out.println("# 公告导入报告");
        out.println();
        out.println("共" + all.size() + "条公告。按数据集：" + datasets);
        out.println();
        out.println("| 缺口 | 条数 | 说明 |");
        out.println("|---|---:|---|");
        counts.entrySet().stream()
                .sorted(Map.Entry.<GapKind, Integer>comparingByValue().reversed())
                .forEach(entry -> out.println(
                        "| " + entry.getKey().title() + " `" + entry.getKey().id() + "` | " + entry.getValue() + " | "
                                + entry.getKey().explanation() + " |"));
        int number = 0;
        for (Imported one : all) {
            number++;
            out.println();
            out.println("## " + number + ". " + one.notice().title());
            out.println();
            out.println(one.notice().trade() + "，" + one.notice().type() + "，"
                    + one.notice().region() + "，" + one.notice().published()
                    + (one.dataset().isEmpty() ? "" : "；数据集 " + one.dataset()));
            out.println();
            out.println("取得：" + one.read());
            out.println();
            one.gaps().forEach(gap -> out.println("- " + gap.kind().title() + "：" + gap.detail()));
        }
    }

    @Override
    public String help() {
        return """
                notices [--report] FILE|FOLDER
                notices [--report] --into URL --login NAME --password-file FILE FILE|FOLDER
                Reads notices of other sites against the national data specification and says what each lacks: codes,
                amounts (0元, without a unit), terms in years, less than 20 days to the opening, parties, fields.
                FILE (- for standard input) is JSON lines with record_id title publish_date region issuer agency budget
                project_code source_platform business_type info_type text.
                A FOLDER stands for every file in it whose name ends with .jsonl.
                --into    brings them into a running platform as history: what passes every check is queued for the
                          second channel, the rest is kept for the data officer with what it lacks; the same line again
                          changes nothing. A line may have "fields": values of the specification that it does not say.
                --report  a report for people in Markdown, counts first, instead of one JSON object a notice
                Nothing is guessed: what a notice does not say stays empty and is told.
                Exit 0: all lines read. Exit 1: a line is no notice. Exit 2: the call is wrong.
                Example: notices --report notices.jsonl > report.md
                Example: notices --into https://platform.example --login centre --password-file pw history/""";
    }
}
