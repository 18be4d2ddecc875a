package org.mingjian.portal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Recorded;
import org.mingjian.facts.Secrecy;
import org.springframework.transaction.support.TransactionTemplate;

/** Facts of trades as the trade modules write them, for tests of the reader alone. */
final class SampleTrades {

    static final Actor AGENCY = new Actor("a-1", "钱慧", "o-1", "明州正衡招标代理有限公司", "91990100MA00000B2X", "0a");
    static final Actor CENTRE = new Actor("a-2", "韩静", "o-2", "明州市公共资源交易中心", null, null);

    private final Facts facts;
    private final TransactionTemplate transaction;

    SampleTrades(Facts facts, TransactionTemplate transaction) {
        this.facts = facts;
        this.transaction = transaction;
    }

    /** Records and waits until the fact has its position. */
    long record(NewFact fact) {
        Recorded recorded = transaction.execute(status -> facts.record(fact));
        return facts.evidence(recorded.id(), "fact", Duration.ofSeconds(10)).position();
    }

    long open(String code, String kind, Object body, FileRef... files) {
        return record(new NewFact("trade:" + code, kind, AGENCY, body, List.of(files), Secrecy.PUBLIC));
    }

    long secret(String code, String kind, Object body, Secrecy secrecy) {
        return record(new NewFact("trade:" + code, kind, AGENCY, body, List.of(), secrecy));
    }

    long registered(String code, String project, String section) {
        Map<String, Object> body = new HashMap<>();
        body.put("registration", "r-1");
        body.put("projectName", project);
        body.put("sectionName", section);
        body.put("investmentCode", "2603-990100-04-01-123456");
        body.put("approval", Map.of("kind", "审批", "number", "明发改审〔2026〕12号", "authority", "明州市发展和改革委员会"));
        body.put("funding", "财政资金");
        body.put("regionCode", "990100");
        body.put("tradeClass", "A01");
        body.put("estimate", "18600000.00");
        body.put("codes", Map.of("project", "P1", "tenderProject", "T1", "section", "A9901000001000001001001"));
        body.put("parties", Map.of("tenderer", "明州市城市建设投资集团有限公司", "agency", "明州正衡招标代理有限公司"));
        return record(new NewFact("trade:" + code, "trade.registered", CENTRE, body, List.of(), Secrecy.PUBLIC));
    }

    Map<String, Object> terms(Instant from, Instant deadline, String ceiling) {
        Map<String, Object> terms = new HashMap<>();
        terms.put("ceilingPrice", ceiling);
        terms.put("deposit", "360000.00");
        terms.put("documentsFrom", from);
        terms.put("documentsTo", from.plus(Duration.ofDays(6)));
        terms.put("bidDeadline", deadline);
        terms.put("validityDays", 90);
        terms.put("decryptMinutes", 30);
        terms.put("remedy", false);
        terms.put("method", "EM-2");
        terms.put(
                "criteria",
                List.of(
                        criterion("Q1", "营业执照与资质", "QUALIFICATION", null, "具备市政公用工程施工总承包贰级及以上资质"),
                        criterion("S1", "施工组织设计", "SUBJECTIVE", "30", "方案完整、针对性强"),
                        criterion("O1", "类似工程业绩", "OBJECTIVE", "10", "每项 2 分，最多 10 分")));
        terms.put("candidates", 3);
        terms.put("scope", "施工图范围内的道路、排水、照明及附属工程施工，包括保修期内的缺陷修复");
        terms.put("qualification", "市政公用工程施工总承包贰级及以上，项目经理为市政公用工程壹级注册建造师");
        terms.put("durationDays", 240);
        terms.put("quality", "合格");
        terms.put("place", "明州市滨河新区");
        return terms;
    }

    private static Map<String, Object> criterion(
            String id, String title, String kind, @Nullable String full, String text) {
        Map<String, Object> criterion = new HashMap<>(Map.of("id", id, "title", title, "kind", kind, "text", text));
        if (full != null) {
            criterion.put("full", full);
        }
        return criterion;
    }

    long published(String code, String title, Map<String, Object> terms, FileRef... files) {
        Map<String, Object> body = new HashMap<>();
        body.put("version", 1);
        body.put("title", title + "招标公告");
        body.put("terms", terms);
        body.put(
                "notice",
                Map.of(
                        "media", List.of("cebpubservice", "provincialService"),
                        "obtaining", "登录本平台，在线获取招标文件",
                        "documentPrice", "0.00",
                        "openingPlace", "本平台网上开标大厅",
                        "tenderer", Map.of("name", "招标部", "phone", "0990-1234567", "address", "明州市滨河路 1 号")));
        body.put(
                "text",
                List.of(
                        Map.of(
                                "title",
                                "一、招标条件",
                                "paragraphs",
                                List.of("本招标项目已由明州市发展和改革委员会批准建设，招标人为明州市城市建设投资集团有限公司，资金来自财政资金。项目已具备招标条件，现进行公开招标。")),
                        Map.of(
                                "title",
                                "二、项目概况与招标范围",
                                "paragraphs",
                                List.of("建设地点：明州市滨河新区。", "招标范围：施工图范围内的道路、排水、照明及附属工程施工。", "工期：240 日历天。")),
                        Map.of(
                                "title",
                                "三、投标人资格要求",
                                "paragraphs",
                                List.of("市政公用工程施工总承包贰级及以上，项目经理为市政公用工程壹级注册建造师，不接受联合体投标。"))));
        body.put(
                "checks",
                List.of(Map.of(
                        "rule", "G-T01",
                        "title", "等标期",
                        "verdict", "PASS",
                        "effect", "NONE",
                        "required", "≥20日",
                        "actual", "27日",
                        "basis", "招标投标法 §24",
                        "text", "不得少于二十日",
                        "explanation", "次日起算")));
        return open(code, "notice.published", body, files);
    }

    /** Many facts in one transaction. */
    void recordAll(List<NewFact> news) {
        List<Recorded> recorded = transaction.execute(status -> facts.recordAll(new ArrayList<>(news)));
        facts.evidence(recorded.getLast().id(), "fact", Duration.ofSeconds(20));
    }
}
