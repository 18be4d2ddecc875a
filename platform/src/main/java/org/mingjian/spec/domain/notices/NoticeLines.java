package org.mingjian.spec.domain.notices;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The notices of a text: one JSON object a line, an array of them, or one alone; and what could not be read. */
public record NoticeLines(List<JsonNode> good, List<Bad> bad) {

    /** Longer than any notice that people publish. */
    private static final int LONGEST = 2_000_000;

    /**
     * Something that is no notice.
     *
     * @param line in the file, or the place in the array, from 1
     */
    public record Bad(String file, int line, String what) {}

    /** @param file what it is called when something is wrong */
    public static NoticeLines of(String file, String text) {
        NoticeLines lines = new NoticeLines(new ArrayList<>(), new ArrayList<>());
        String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (whole.stripLeading().startsWith("[")) {
            lines.array(file, whole);
        } else if (!lines.alone(whole)) {
            int number = 0;
            for (String line : whole.lines().toList()) {
                number++;
                if (!line.isBlank()) {
                    lines.line(file, number, line);
                }
            }
        }
        return lines;
    }

    private void array(String file, String text) {
        try {
            int number = 0;
            for (JsonNode one : StrictJson.parse(text)) {
                number++;
                take(file, number, one);
            }
        } catch (StrictJson.Malformed malformed) {
            bad.add(new Bad(file, 1, "不是完好的JSON" + where(malformed, "第$1行第$2列附近")));
        }
    }

    /** One notice written over several lines. */
    private boolean alone(String text) {
        String first = text.stripLeading().lines().findFirst().orElse("");
        if (!first.strip().equals("{")) {
            return false;
        }
        try {
            take("", 1, StrictJson.parse(text));
            return true;
        } catch (StrictJson.Malformed malformed) {
            return false;
        }
    }

    private void line(String file, int number, String line) {
        if (line.length() > LONGEST) {
            bad.add(new Bad(file, number, "超过" + LONGEST + "个字符"));
            return;
        }
        try {
            take(file, number, StrictJson.parse(line));
        } catch (StrictJson.Malformed malformed) {
            bad.add(new Bad(file, number, "不是完好的JSON" + where(malformed, "第$2列附近")));
        }
    }

    /** The place is for everybody; what the parser calls it is not. */
    private static String where(StrictJson.Malformed malformed, String place) {
        String at = malformed.what().replaceAll("(?s)^not JSON at line (\\d+), column (\\d+): .*", "（" + place + "）");
        return at.startsWith("（") ? at : "";
    }

    private void take(String file, int number, JsonNode line) {
        problem(line).ifPresentOrElse(what -> bad.add(new Bad(file, number, what)), () -> good.add(line));
    }

    /** Why this is no notice, or nothing. */
    public static Optional<String> problem(JsonNode line) {
        if (!(line instanceof ObjectNode)) {
            return Optional.of("不是一条公告（应为JSON对象）");
        }
        if (isBlank(line, "title") && isBlank(line, "record_id")) {
            return Optional.of("没有标题（title），也没有编号（record_id）");
        }
        try {
            CanonicalJson.bytes(line);
        } catch (IllegalArgumentException odd) {
            return Optional.of("有半个字符，或带小数的数字（金额写成带引号的文本）");
        }
        return Optional.empty();
    }

    private static boolean isBlank(JsonNode line, String name) {
        return line.path(name).asString("").isBlank();
    }

    /** These and others. */
    public NoticeLines and(NoticeLines other) {
        List<JsonNode> allGood = new ArrayList<>(good);
        List<Bad> allBad = new ArrayList<>(bad);
        allGood.addAll(other.good);
        allBad.addAll(other.bad);
        return new NoticeLines(allGood, allBad);
    }
}
