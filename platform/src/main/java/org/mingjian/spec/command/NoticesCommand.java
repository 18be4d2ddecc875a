package org.mingjian.spec.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mingjian.kernel.StrictJson;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.spec.domain.notices.GapKind;
import org.mingjian.spec.domain.notices.Imported;
import org.mingjian.spec.domain.notices.Importing;
import org.mingjian.spec.domain.notices.Notice;
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
        String file = Options.of(rest.toArray(String[]::new), Set.of()).only("FILE (- for standard input)");
        Importing importing = new Importing(SpecFiles.published().national());
        List<Imported> all = new ArrayList<>();
        int bad = 0;
        int number = 0;
        for (String line : in.text(file).lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                Imported imported = importing.read(notice(StrictJson.parse(line)));
                all.add(imported);
                if (!report) {
                    out.println(json(number, imported));
                }
            } catch (StrictJson.Malformed malformed) {
                bad++;
                err.println("notices: line " + number + " is passed over: " + malformed.what());
            }
        }
        if (report) {
            print(all, out);
        }
        return bad == 0 ? GOOD : WRONG;
    }

    private static Notice notice(JsonNode node) {
        return new Notice(
                text(node, "record_id"),
                text(node, "title"),
                text(node, "publish_date"),
                text(node, "region"),
                new Notice.Parties(text(node, "issuer"), text(node, "agency")),
                text(node, "budget"),
                text(node, "project_code"),
                text(node, "source_platform"),
                text(node, "business_type"),
                text(node, "info_type"),
                text(node, "text"));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("").strip();
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
                notices [--report] FILE
                Reads notices of other sites against the national data specification and says what each lacks: codes,
                amounts (0元, without a unit), terms in years, less than 20 days to the opening, parties, fields.
                FILE (- for standard input) is JSON lines with record_id title publish_date region issuer agency budget
                project_code source_platform business_type info_type text.
                --report  a report for people in Markdown, counts first, instead of one JSON object a notice
                Nothing is guessed: what a notice does not say stays empty and is told.
                Exit 0: all lines read. Exit 1: a line is no JSON. Exit 2: the call is wrong.
                Example: notices --report notices.jsonl > report.md""";
    }
}
