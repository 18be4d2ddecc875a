package org.mingjian.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** 进场登记 and 招标公告: from the agency's form to the published documents. */
final class Announcing {

    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String TITLE = "滨河新区市政道路及配套工程施工";
    private static final String CEILING = "20000000.00";
    static final int DECRYPT_MINUTES = 60;
    private static final String DEPOSIT = "200000.00";

    private final Party agency;
    private final Party tenderer;
    private final Party centre;
    private final Progress progress;

    Announcing(Party agency, Party tenderer, Party centre, Progress progress) {
        this.agency = agency;
        this.tenderer = tenderer;
        this.centre = centre;
        this.progress = progress;
    }

    String deposit() {
        return DEPOSIT;
    }

    /** @return the 统一交易标识码 */
    String register() {
        String tendererCode = tenderer.get("/api/me").path("creditCode").asString();
        Map<String, Object> draft = Map.of(
                "projectName", TITLE,
                "investmentCode", "2026-990100-48-01-000001",
                "approval", Map.of("kind", "APPROVAL", "number", "明发改审〔2026〕18号", "authority", "明州市发展和改革委员会"),
                "funding", Map.of("kind", "BUDGET", "note", "市级财政资金 100%"),
                "regionCode", "990100",
                "tradeClass", "A02",
                "tenderer", Map.of("creditCode", tendererCode),
                "sectionName", "一标段",
                "estimate", "20000000.00");
        Map<String, Object> whole = new java.util.LinkedHashMap<>(draft);
        whole.put("contact", Map.of("name", "钱慧", "phone", "0990-88880001"));
        whole.put(
                "attachments",
                List.of(
                        attachment("APPROVAL", "立项批复.pdf"),
                        attachment("FUNDING", "资金证明.pdf"),
                        attachment("AGENCY_CONTRACT", "招标代理委托合同.pdf")));
        String id = agency.post("/api/registrations", whole).path("id").asString();
        agency.post("/api/registrations/" + id + "/submit", Map.of());
        progress.step("进场登记已提交");
        centre.post("/api/registrations/" + id + "/accept", Map.of());
        JsonNode accepted = agency.get("/api/registrations/" + id);
        String code = accepted.path("codes").path("trade").asString();
        if (code.isEmpty()) {
            throw new WalkFailed("no trade code in " + accepted);
        }
        progress.step("已受理，统一交易标识码 " + code);
        return code;
    }

    private Map<String, Object> attachment(String kind, String name) {
        JsonNode document = Uploads.upload(agency, name, Uploads.paper(name));
        return Map.of("kind", kind, "document", document.path("id").asString());
    }

    /**
     * @param openers who shall be able to open bids together, as a request names them; nobody when absent
     * @return the deadline: 09:30 Shanghai, twenty-two days after the documents go out
     */
    Instant publish(String code, Optional<Map<String, Object>> openers) {
        Instant now = Instant.parse(agency.get("/api/clock").path("at").asString());
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        Instant deadline = from.atZone(CHINA)
                .toLocalDate()
                .plusDays(23)
                .atTime(LocalTime.of(9, 30))
                .atZone(CHINA)
                .toInstant();
        String file = Uploads.upload(agency, "招标文件.pdf", Uploads.paper("tender documents"))
                .path("id")
                .asString();
        Map<String, Object> contact = Map.of(
                "name", "钱慧", "phone", "0990-88880001", "address", "明州市滨河路 1 号", "email", "zhaobiao@mzct.example");
        Map<String, Object> notice =
                Map.of("media", List.of("cebpubservice", "provincialService"), "tenderer", contact, "agency", contact);
        Map<String, Object> terms = terms(from, deadline);
        openers.ifPresent(named -> {
            terms.put("remedy", true);
            terms.put("openers", named);
        });
        agency.post(
                "/api/trades/" + code + "/notice", Map.of("terms", terms, "notice", notice, "files", List.of(file)));
        progress.step("招标公告与招标文件已发布，投标截止 " + deadline.atZone(CHINA).toLocalDateTime());
        return deadline;
    }

    private static Map<String, Object> terms(Instant from, Instant deadline) {
        Map<String, Object> terms = new java.util.LinkedHashMap<>();
        terms.put("ceilingPrice", CEILING);
        terms.put("deposit", DEPOSIT);
        terms.put("documentsFrom", from.toString());
        terms.put("documentsTo", from.plus(Duration.ofDays(7)).toString());
        terms.put("bidDeadline", deadline.toString());
        terms.put("validityDays", 90);
        terms.put("decryptMinutes", DECRYPT_MINUTES);
        terms.put("remedy", false);
        terms.put("method", "EM-2");
        terms.put("price", price());
        terms.put("criteria", criteria());
        terms.put("candidates", 3);
        terms.put("scope", "道路、排水、照明及绿化工程施工，施工图范围内全部内容");
        terms.put("qualification", "市政公用工程施工总承包二级及以上，项目经理具备市政公用工程二级注册建造师");
        terms.put("durationDays", 300);
        terms.put("quality", "合格");
        terms.put("place", "明州市滨河新区");
        return terms;
    }

    private static Map<String, Object> price() {
        return Map.of(
                "method", "PF-3",
                "full", "60",
                "parameters",
                        Map.of(
                                "k",
                                "0.97",
                                "trimFrom",
                                5,
                                "trimHigh",
                                1,
                                "trimLow",
                                1,
                                "deductAbove",
                                "0.6",
                                "deductBelow",
                                "0.3",
                                "floor",
                                "0",
                                "scoreScale",
                                2));
    }

    private static List<Map<String, Object>> criteria() {
        return List.of(
                Map.of("id", "Q1", "title", "企业资质", "kind", "QUALIFICATION", "text", "市政公用工程施工总承包二级及以上"),
                Map.of("id", "R1", "title", "报价不超过最高投标限价", "kind", "RESPONSE", "text", "高于最高投标限价的否决"),
                Map.of(
                        "id",
                        "O1",
                        "title",
                        "企业业绩",
                        "kind",
                        "OBJECTIVE",
                        "full",
                        "20",
                        "text",
                        "近三年类似工程一项 10 分，两项 20 分"),
                Map.of(
                        "id",
                        "S1",
                        "title",
                        "施工组织设计",
                        "kind",
                        "SUBJECTIVE",
                        "full",
                        "20",
                        "text",
                        "方案针对性、可行性，12 至 20 分"));
    }
}
