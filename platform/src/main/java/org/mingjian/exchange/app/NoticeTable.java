package org.mingjian.exchange.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingjian.spec.domain.notices.NoticeLines;
import org.mingjian.spec.domain.notices.NoticeLines.Bad;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notices as a table (CSV, as spreadsheets save it). The first row names the columns: by the names of the JSON fields,
 * or in Chinese. A column of another name is a field of the specification that the source system knows. Values may
 * stand in double quotes, with separators, line breaks and doubled quotes in them.
 */
final class NoticeTable {

    /** 中文列名 → name of {@code docs/formats.md}. */
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("记录编号", "record_id"),
            Map.entry("标题", "title"),
            Map.entry("发布时间", "publish_date"),
            Map.entry("地区", "region"),
            Map.entry("招标人（采购人）", "issuer"),
            Map.entry("招标人", "issuer"),
            Map.entry("采购人", "issuer"),
            Map.entry("代理机构", "agency"),
            Map.entry("金额", "budget"),
            Map.entry("项目编号", "project_code"),
            Map.entry("来源平台", "source_platform"),
            Map.entry("业务类型", "business_type"),
            Map.entry("信息类型", "info_type"),
            Map.entry("正文", "text"));

    private static final int MOST_COLUMNS = 300;

    private final String file;
    private final List<Bad> bad = new ArrayList<>();
    private final NoticeLines lines = new NoticeLines(new ArrayList<>(), bad);

    private NoticeTable(String file) {
        this.file = file;
    }

    /** @param file what it is called when something is wrong; the rows are numbered as a spreadsheet numbers them */
    static NoticeLines of(String file, String text) {
        NoticeTable table = new NoticeTable(file);
        table.read(text.startsWith("\uFEFF") ? text.substring(1) : text);
        return table.lines;
    }

    private void read(String text) {
        List<List<String>> rows = rows(text);
        if (rows.size() < 2) {
            bad.add(new Bad(file, 1, "应有一行列名和至少一行公告"));
            return;
        }
        List<String> names = rows.getFirst().stream().map(NoticeTable::named).toList();
        if (!names.contains("title") && !names.contains("record_id")) {
            bad.add(new Bad(file, 1, "第一行应是列名，其中要有“标题”（title）；列名见示例文件"));
            return;
        }
        if (names.size() > MOST_COLUMNS || names.stream().distinct().count() != names.size()) {
            bad.add(new Bad(file, 1, "列名重复，或超过" + MOST_COLUMNS + "列"));
            return;
        }
        for (int n = 1; n < rows.size(); n++) {
            List<String> row = rows.get(n);
            if (row.stream().allMatch(String::isBlank)) {
                continue;
            }
            if (row.size() > names.size()) {
                bad.add(new Bad(file, n + 1, "这一行有" + row.size() + "列，列名只有" + names.size() + "列；含逗号的值要用双引号括起来"));
                continue;
            }
            take(n + 1, names, row);
        }
    }

    private void take(int number, List<String> names, List<String> row) {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        ObjectNode fields = JsonMapper.shared().createObjectNode();
        for (int n = 0; n < row.size(); n++) {
            String value = row.get(n).strip();
            if (!value.isEmpty() && !names.get(n).isEmpty()) {
                (COLUMNS.containsValue(names.get(n)) ? line : fields).put(names.get(n), value);
            }
        }
        if (!fields.isEmpty()) {
            line.set("fields", fields);
        }
        NoticeLines.problem(line).ifPresentOrElse(what -> bad.add(new Bad(file, number, what)), () -> lines.good()
                .add(line));
    }

    private static String named(String head) {
        String plain = head.strip();
        return COLUMNS.getOrDefault(plain, plain);
    }

    /** Comma, semicolon or tab: whichever the first line has most of. */
    private static char separator(String text) {
        String head = text.lines().findFirst().orElse("");
        char best = ',';
        for (char one : new char[] {';', '\t', '，'}) {
            if (count(head, one) > count(head, best)) {
                best = one;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        char separator = separator(text);
        boolean quoted = false;
        for (int n = 0; n < text.length(); n++) {
            char c = text.charAt(n);
            if (quoted && c == '"' && n + 1 < text.length() && text.charAt(n + 1) == '"') {
                value.append(c);
                n++;
            } else if (c == '"' && (quoted || value.toString().isBlank())) {
                quoted = !quoted;
            } else if (!quoted && c == separator) {
                row.add(value.toString());
                value.setLength(0);
            } else if (!quoted && c == '\n') {
                row.add(value.toString());
                value.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
            } else if (c != '\r') {
                value.append(c);
            }
        }
        if (!value.isEmpty() || !row.isEmpty()) {
            row.add(value.toString());
            rows.add(row);
        }
        return rows;
    }
}
