package org.mingjian.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Outgoing.Kind;
import org.mingjian.kernel.CreditCode;
import org.mingjian.ops.PlatformTest;
import org.mingjian.protection.domain.ExportLimits;
import org.mingjian.protection.domain.ExportLimits.SoFar;
import org.mingjian.protection.store.ExportLimitFile;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** 异常导出: by amount, hour and pattern, for every list, file and export; stopped and reported. */
@PlatformTest
class ExportStopTest {

    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-03-02T15:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    Accounts accounts;

    @Autowired
    InstantSource clock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    private final String code = freshCode();
    private Desk own = Desk.stranger(0);

    private static String freshCode() {
        String start =
                "91990100MG" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT);
        String body = start + new CreditCode(start + "00").bodyCheckCharacter();
        return body + new CreditCode(body + "0").checkCharacter();
    }

    @BeforeEach
    void register() {
        Map<String, Object> company = new HashMap<>(Map.of(
                "organisation",
                "导出测试公司" + code,
                "creditCode",
                code,
                "regionCode",
                "990100",
                "login",
                "export" + code,
                "name",
                "导出人" + code,
                "password",
                "sesame 2026 open",
                "roles",
                List.of("BIDDER")));
        assertThat(Desk.stranger(port).post("/api/register", company).status()).isEqualTo(200);
        own = Desk.of(port, "export" + code, "sesame 2026 open");
    }

    private UUID account() {
        return accounts.accountByLogin("export" + code).orElseThrow().id();
    }

    private void tookOut(Kind kind, int rows, Duration ago) {
        sql.sql("insert into protection.outgoing (at, account, kind, what, rows)"
                        + " values (:at, :account, :kind, 'test', :rows)")
                .param("at", Timestamp.from(clock.instant().minus(ago)))
                .param("account", account())
                .param("kind", kind.name())
                .param("rows", rows)
                .update();
    }

    private int counted(Kind kind) {
        return sql.sql("select coalesce(sum(rows), 0) from protection.outgoing where account = :account"
                        + " and kind = :kind and what <> 'test'")
                .param("account", account())
                .param("kind", kind.name())
                .query(Integer.class)
                .single();
    }

    private String alarms() {
        StringBuilder mine = new StringBuilder();
        for (JsonNode one :
                Desk.of(port, "secadmin").get("/api/protection/alarms").body()) {
            if (one.path("who").asString().contains(code)) {
                mine.append(one);
            }
        }
        return mine.toString();
    }

    @Test
    void listIsCountedAndAMachineThatTurnsPagesIsStoppedAndReported() {
        JsonNode page = own.get("/api/party?size=5").body();
        assertThat(counted(Kind.LIST)).isEqualTo(page.path("items").size()).isPositive();
        assertThat(alarms()).isEmpty();

        tookOut(Kind.LIST, 1999, Duration.ofSeconds(5));
        Desk.Answer stopped = own.get("/api/party?size=100");

        assertThat(stopped.status()).isEqualTo(422);
        assertThat(stopped.code()).isEqualTo("EXPORT_STOPPED");
        assertThat(stopped.body().toString()).doesNotContain("91990100MA");
        assertThat(alarms()).contains("GET /api/party").contains("疑似批量抓取");
        assertThat(Desk.of(port, "bidder1").get("/api/party?size=5").status())
                .as("others go on")
                .isEqualTo(200);
    }

    @Test
    void fileIsCountedAndTooManyAreStopped() {
        String document = SampleTender.upload(own, "资格证明.pdf");
        assertThat(own.get("/api/documents/" + document).status()).isEqualTo(200);
        assertThat(counted(Kind.FILE)).isEqualTo(1);

        tookOut(Kind.FILE, 2000, Duration.ofMinutes(30));
        Desk.Answer stopped = own.get("/api/documents/" + document);

        assertThat(stopped.code()).isEqualTo("EXPORT_STOPPED");
        assertThat(stopped.raw().body().length).isLessThan(2000);
        assertThat(alarms()).contains("/api/documents/");
    }

    @Test
    void exportOfTheTrailHasLimitsOfItsOwn() {
        Desk auditor = Desk.of(port, "auditor");
        UUID account = accounts.accountByLogin("auditor").orElseThrow().id();

        assertThat(auditor.get("/api/audit/export").status()).isEqualTo(200);

        assertThat(sql.sql("select count(*) from protection.outgoing where account = :account and kind = 'TRAIL'"
                                + " and what = 'GET /api/audit/export'")
                        .param("account", account)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void amountHourAndPatternAreEachUnusual() {
        ExportLimits rows =
                java.util.Objects.requireNonNull(new ExportLimitFile().limits().get(Kind.ROWS));

        assertThat(rows.unusual(1, new SoFar(0, 0, 0), NOON)).isEmpty();
        assertThat(rows.unusual(501, new SoFar(0, 0, 0), NOON).orElse("")).contains("一次 501 条");
        assertThat(rows.unusual(1, new SoFar(500, 500, 500), NOON).orElse("")).contains("一分钟内");
        assertThat(rows.unusual(1, new SoFar(0, 1000, 1000), NOON).orElse("")).contains("一小时内");
        assertThat(rows.unusual(1, new SoFar(0, 0, 5000), NOON).orElse("")).contains("一日内");
        assertThat(rows.unusual(10, new SoFar(0, 45, 45), NOON)).as("by day").isEmpty();
        assertThat(rows.unusual(10, new SoFar(0, 45, 45), NIGHT).orElse("")).contains("夜间");
    }

    @Test
    void everyKindHasItsLimits() {
        var limits = new ExportLimitFile().limits();
        for (Kind kind : Kind.values()) {
            ExportLimits of = java.util.Objects.requireNonNull(limits.get(kind));
            assertThat(Stream.of(of.once(), of.minute(), of.hour(), of.day(), of.night()))
                    .as(kind.name())
                    .allMatch(limit -> limit > 0);
        }
    }

    /** What is written past the converters would be counted by nobody. */
    @Test
    void noEndpointWritesAFileOrListPastTheCount() {
        List<String> past = handlers.getHandlerMethods().values().stream()
                .filter(handler -> handler.hasMethodAnnotation(Needs.class))
                .map(HandlerMethod::getMethod)
                .filter(method -> method.getGenericReturnType().getTypeName().contains("StreamingResponseBody")
                        || Stream.of(method.getParameterTypes())
                                .anyMatch(type -> type.getName().endsWith("OutputStream")))
                .map(Method::toGenericString)
                .toList();

        assertThat(past).isEmpty();
    }
}
