package org.mingjian.evaluation.web;

import org.mingjian.evaluation.app.ReadingEvaluations.ReportView;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** 评标报告 for reading and printing; everything in it is in the structured report too. */
final class ReportPage {

    private static final String STYLE = """
            body{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1F2733;
            max-width:1100px;margin:24px auto;padding:0 16px}
            h1{font-size:24px;text-align:center}h2{font-size:18px;margin-top:28px}
            table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
            th,td{border:1px solid #DDE3EA;padding:4px 8px;text-align:left;vertical-align:top}
            td.money{text-align:right}.quiet{color:#5B6675;word-break:break-all}""";

    private final StringBuilder out = new StringBuilder(64_000);

    private ReportPage() {}

    static String html(ReportView view) {
        return new ReportPage().write(view);
    }

    private String write(ReportView view) {
        JsonNode report = view.report();
        out.append("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>评标报告 ")
                .append(text(report, "title"))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>评标报告</h1>");
        facts(report);
        candidates(report.path("candidates"));
        scores(report.path("scores"));
        rejected(report.path("rejected"));
        inquiries(report.path("inquiries"));
        outliers(report.path("outliers"));
        out.append("<h2>计分说明</h2><ol>");
        report.path("explain").forEach(line -> out.append("<li>")
                .append(HtmlUtils.htmlEscape(line.asString()))
                .append("</li>"));
        out.append("</ol><p class=\"quiet\">报告摘要（SM3）：")
                .append(HtmlUtils.htmlEscape(view.digest()))
                .append("。报告附有评分表，可用 ./mingjian score 复算。</p></body></html>");
        return out.toString();
    }

    private void facts(JsonNode report) {
        out.append("<table><tbody>");
        row("项目名称", text(report, "title"));
        row("统一交易标识码", text(report, "trade"));
        row("招标人", text(report, "tenderer"));
        row("评标办法", text(report, "methodTitle"));
        row("最高投标限价（元）", text(report, "ceilingPrice"));
        row("评标基准价（元）", text(report, "base"));
        row("评标委员会", report.path("members").asInt() + " 人");
        row(
                "参加评审的投标",
                report.path("bids").asInt() + " 家，否决 " + report.path("rejected").size() + " 家");
        out.append("</tbody></table>");
    }

    private void row(String head, String escaped) {
        out.append("<tr><th scope=\"row\">")
                .append(head)
                .append("</th><td>")
                .append(escaped)
                .append("</td></tr>");
    }

    private void candidates(JsonNode candidates) {
        out.append("<h2>推荐的中标候选人</h2>");
        if (candidates.isEmpty()) {
            out.append("<p>没有推荐的中标候选人。</p>");
            return;
        }
        head("排序", "投标人", "统一社会信用代码", "投标报价（元）", "得分或评标价");
        for (JsonNode one : candidates) {
            cells(text(one, "rank"), text(one, "name"), text(one, "creditCode"), text(one, "price"), mark(one));
        }
        foot();
    }

    private void scores(JsonNode scores) {
        out.append("<h2>评审结果</h2>");
        head("名次", "投标人", "投标报价（元）", "偏差率（%）", "得分或评标价");
        for (JsonNode one : scores) {
            cells(text(one, "rank"), text(one, "name"), text(one, "price"), text(one, "deviation"), mark(one));
        }
        foot();
    }

    private void rejected(JsonNode rejected) {
        out.append("<h2>否决的投标</h2>");
        head("投标人", "投标报价（元）", "否决原因", "依据", "说明");
        for (JsonNode one : rejected) {
            for (JsonNode reason : one.path("reasons")) {
                cells(
                        text(one, "name"),
                        text(one, "price"),
                        text(reason, "title"),
                        text(reason, "basis"),
                        text(reason, "words"));
            }
        }
        foot();
    }

    private void inquiries(JsonNode inquiries) {
        if (inquiries.isEmpty()) {
            return;
        }
        out.append("<h2>澄清与说明</h2>");
        head("投标", "事项", "要求", "答复");
        for (JsonNode one : inquiries) {
            cells(text(one, "bid"), text(one, "kind"), text(one, "question"), text(one, "answer"));
        }
        foot();
    }

    private void outliers(JsonNode outliers) {
        if (outliers.isEmpty()) {
            return;
        }
        out.append("<h2>与中位数差异较大的评分</h2>");
        head("投标人", "评审项", "评委", "评分", "中位数");
        for (JsonNode one : outliers) {
            cells(text(one, "name"), text(one, "criterion"), text(one, "seat"), text(one, "mark"), text(one, "median"));
        }
        foot();
    }

    private static String mark(JsonNode one) {
        return one.has("score") ? text(one, "score") : text(one, "evaluated");
    }

    private void head(String... titles) {
        out.append("<table><thead><tr>");
        for (String title : titles) {
            out.append("<th scope=\"col\">").append(title).append("</th>");
        }
        out.append("</tr></thead><tbody>");
    }

    private void cells(String... escaped) {
        out.append("<tr>");
        for (String cell : escaped) {
            out.append("<td>").append(cell).append("</td>");
        }
        out.append("</tr>");
    }

    private void foot() {
        out.append("</tbody></table>");
    }

    private static String text(JsonNode node, String field) {
        return HtmlUtils.htmlEscape(node.path(field).asString(""));
    }
}
