package org.mingjian.spec.command;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a platform made of notices, for people: counts first, then each that was not taken and why. */
final class DeliveryReport {

    private DeliveryReport() {}

    static String of(JsonNode taken) {
        StringBuilder out = new StringBuilder("# 历史公告导入报告\n\n");
        out.append("共").append(taken.path("lines").asInt(0)).append("条：列入历史通道");
        out.append(taken.path("ready").asInt(0)).append("条，交数据管理员处理");
        out.append(taken.path("held").asInt(0)).append("条，此前已导入且没有变化");
        out.append(taken.path("same").asInt(0)).append("条。\n\n| 缺口 | 条数 | 说明 |\n|---|---:|---|\n");
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, JsonNode> said = new TreeMap<>();
        for (JsonNode item : taken.path("items")) {
            Set<String> kinds = new LinkedHashSet<>();
            item.path("gaps").forEach(gap -> {
                String kind = gap.path("gap").asString("");
                kinds.add(kind);
                said.putIfAbsent(kind, gap);
            });
            kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
        }
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> {
                    JsonNode gap = said.getOrDefault(entry.getKey(), taken);
                    out.append("| ").append(gap.path("title").asString("")).append(" `");
                    out.append(entry.getKey())
                            .append("` | ")
                            .append(entry.getValue())
                            .append(" | ");
                    out.append(gap.path("explanation").asString("")).append(" |\n");
                });
        int number = 0;
        for (JsonNode item : taken.path("items")) {
            number++;
            out.append("\n## ")
                    .append(number)
                    .append(". ")
                    .append(item.path("title").asString(""))
                    .append("\n\n");
            out.append(item.path("ready").asBoolean(false) ? "已列入历史通道" : "没有报送，待补");
            out.append("；数据集").append(item.path("dataset").asString("不能确定"));
            out.append("，主键").append(item.path("key").asString("")).append("\n\n");
            item.path("gaps").forEach(gap -> out.append("- ")
                    .append(gap.path("title").asString(""))
                    .append("：")
                    .append(gap.path("detail").asString(""))
                    .append('\n'));
            item.path("problems").forEach(problem -> out.append("- 规范：")
                    .append(problem.path("message").asString(""))
                    .append('\n'));
        }
        return out.toString();
    }
}
