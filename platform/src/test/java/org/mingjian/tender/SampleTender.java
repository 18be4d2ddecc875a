package org.mingjian.tender;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.testing.Desk;

/** A construction tender as its people bring it in, through HTTP; tests change only what matters to them. */
public final class SampleTender {

    private SampleTender() {}

    /** Uploads a small file and gives its document id. */
    public static String upload(Desk desk, String name) {
        byte[] bytes = ("%PDF-1.7\n" + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII);
        Desk.Answer answer = desk.send(desk.request("/api/uploads")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(bytes.length))
                .header(
                        "Upload-Metadata",
                        "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/offset+octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes)));
        return answer.raw().headers().firstValue("X-Document-Id").orElseThrow();
    }

    /** A whole registration of the tenderer, acting for itself. */
    public static Map<String, Object> registration(Desk tenderer) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("projectName", "清河北路改造工程" + UUID.randomUUID().toString().substring(0, 8));
        draft.put("investmentCode", "2026-990100-48-01-000001");
        draft.put("approval", Map.of("kind", "APPROVAL", "number", "明发改〔2026〕12号", "authority", "明州市发展和改革委员会"));
        draft.put("funding", Map.of("kind", "BUDGET"));
        draft.put("regionCode", "990100");
        draft.put("tradeClass", "A02");
        draft.put("sectionName", "施工一标段");
        draft.put("estimate", "18500000.00");
        draft.put("contact", Map.of("name", "赵明", "phone", "0990-1234567"));
        draft.put(
                "attachments",
                List.of(
                        Map.of("kind", "APPROVAL", "document", upload(tenderer, "立项批复.pdf")),
                        Map.of("kind", "FUNDING", "document", upload(tenderer, "资金证明.pdf"))));
        return draft;
    }

    /** Registered and accepted: the code of the trade. */
    public static String accepted(int port) {
        Desk tenderer = Desk.of(port, "tenderer");
        String id = tenderer.post("/api/registrations", registration(tenderer))
                .body()
                .path("id")
                .asString();
        ok(tenderer.post("/api/registrations/" + id + "/submit", Map.of()));
        Desk.Answer accepted = ok(Desk.of(port, "centre").post("/api/registrations/" + id + "/accept", Map.of()));
        return accepted.body().path("codes").path("trade").asString();
    }

    /** Terms with 21 days to the deadline, 综合评估法. */
    public static Map<String, Object> terms(Instant now) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put("ceilingPrice", "18334233.00");
        terms.put("deposit", "300000.00");
        terms.put("documentsFrom", now.toString());
        terms.put("documentsTo", now.plus(Duration.ofDays(6)).toString());
        terms.put("bidDeadline", now.plus(Duration.ofDays(21)).toString());
        terms.put("validityDays", 90);
        terms.put("decryptMinutes", 60);
        terms.put("remedy", false);
        terms.put("method", "EM-2");
        terms.put(
                "price",
                Map.of(
                        "method",
                        "PF-3",
                        "full",
                        "60",
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
                                2)));
        terms.put("criteria", criteria());
        terms.put("candidates", 3);
        terms.put("scope", "施工图范围内的全部道路工程");
        terms.put("qualification", "市政公用工程施工总承包二级及以上");
        terms.put("durationDays", 180);
        terms.put("quality", "合格");
        terms.put("place", "明州市清河北路");
        return terms;
    }

    private static List<Map<String, Object>> criteria() {
        return List.of(
                Map.of("id", "Q1", "title", "营业执照", "kind", "QUALIFICATION", "text", "有效"),
                Map.of("id", "R1", "title", "工期", "kind", "RESPONSE", "text", "不超过 180 日"),
                Map.of("id", "O1", "title", "类似业绩", "kind", "OBJECTIVE", "full", "10", "text", "每项 2 分"),
                Map.of("id", "S1", "title", "施工组织设计", "kind", "SUBJECTIVE", "full", "30", "text", "合理、可行"));
    }

    public static Map<String, Object> notice() {
        return Map.of(
                "media",
                List.of("cebpubservice"),
                "tenderer",
                Map.of(
                        "name",
                        "赵明",
                        "phone",
                        "0990-1234567",
                        "address",
                        "明州市中山路 1 号",
                        "email",
                        "zhaobiao@mzct.example"));
    }

    public static Map<String, Object> publication(Desk tenderer, Map<String, Object> terms) {
        return Map.of("terms", terms, "notice", notice(), "files", List.of(upload(tenderer, "招标文件.pdf")));
    }

    /** Accepted and published: the code of the trade. */
    public static String published(int port, Instant now) {
        String code = accepted(port);
        Desk tenderer = Desk.of(port, "tenderer");
        ok(tenderer.post("/api/trades/" + code + "/notice", publication(tenderer, terms(now))));
        return code;
    }

    public static Desk.Answer ok(Desk.Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }
}
