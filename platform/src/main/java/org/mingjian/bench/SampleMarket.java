package org.mingjian.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A made market for the portal: each trade has the two facts that the trade modules write for a registered and
 * published tender, so every row and every document of the index is made by the portal's own reader. What a trade is
 * called and where it lies follows from its number; that is how answers are checked.
 */
final class SampleMarket {

    static final int REGIONS = 20;

    private static final int BATCH = 250;
    private static final List<String> WORKS =
            List.of("道路改造", "排水管网", "教学楼新建", "医院门诊楼", "河道治理", "桥梁加固", "绿化养护", "智慧停车", "变电站", "保障性住房");
    private static final List<String> PLACES =
            List.of("滨江", "城南", "开发区", "高新区", "新城", "老城", "东湖", "西山", "北港", "中心", "空港");
    private static final Actor CENTRE = new Actor("a-2", "韩静", "o-2", "明州市公共资源交易中心", null, null);
    private static final Actor AGENCY = new Actor("a-1", "钱慧", "o-1", "明州正衡招标代理有限公司", "91990100MA00000B2X", "0a");

    private SampleMarket() {}

    static String code(int number) {
        return "A01-99010000MB0A0000X8-20260101-%06d-B".formatted(number);
    }

    static String region(int number) {
        return "9901%02d".formatted(number % REGIONS);
    }

    static String work(int number) {
        return WORKS.get(number % WORKS.size());
    }

    static String place(int number) {
        return PLACES.get(number % PLACES.size());
    }

    static void load(int trades, Facts facts, TransactionTemplate transaction) {
        Instant from = Instant.parse("2026-01-04T01:00:00Z");
        for (int first = 0; first < trades; first += BATCH) {
            List<NewFact> batch = new ArrayList<>();
            for (int number = first; number < Math.min(trades, first + BATCH); number++) {
                String stream = "trade:" + code(number);
                batch.add(NewFact.open(stream, "trade.registered", CENTRE, registered(number)));
                batch.add(NewFact.open(stream, "notice.published", AGENCY, notice(number, from)));
            }
            transaction.executeWithoutResult(status -> facts.recordAll(batch));
        }
    }

    private static Map<String, Object> registered(int number) {
        Map<String, Object> body = new HashMap<>();
        body.put("projectName", "明州市" + place(number) + work(number) + "工程");
        body.put("sectionName", "第" + number + "标段");
        body.put("investmentCode", "2603-990100-04-01-%06d".formatted(number));
        body.put("funding", "财政资金");
        body.put("regionCode", region(number));
        body.put("estimate", (1_000_000 + number) + ".00");
        body.put("codes", Map.of("section", "A99010000010000%08d".formatted(number)));
        body.put("parties", Map.of("tenderer", "明州市" + place(number) + "建设投资有限公司", "agency", "明州正衡招标代理有限公司"));
        return body;
    }

    private static Map<String, Object> notice(int number, Instant from) {
        Map<String, Object> terms = new HashMap<>();
        terms.put("ceilingPrice", (1_000_000 + number) + ".00");
        terms.put("deposit", "20000.00");
        terms.put("documentsFrom", from.toString());
        terms.put("documentsTo", from.plus(Duration.ofDays(6)).toString());
        terms.put("bidDeadline", from.plus(Duration.ofDays(25)).toString());
        terms.put("validityDays", 90);
        terms.put("method", "EM-2");
        terms.put(
                "scope",
                "施工图范围内的" + work(number) + "、照明及附属工程施工，包括保修期内的缺陷修复；工期三百日历天，"
                        + "质量标准为合格，安全文明施工按省级标准化工地执行，具体以招标文件和工程量清单为准。");
        terms.put("qualification", "具备市政公用工程施工总承包贰级及以上资质，项目经理具备一级建造师注册证书，近三年无行贿犯罪记录，不接受联合体投标。");
        Map<String, Object> body = new HashMap<>();
        body.put("title", "明州市" + place(number) + work(number) + "工程第" + number + "标段招标公告");
        body.put("terms", terms);
        return body;
    }
}
