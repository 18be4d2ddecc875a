package org.mingjian.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Readers;
import org.mingjian.facts.Recorded;
import org.mingjian.facts.Secrecy;
import org.mingjian.opendata.domain.flags.FlagSettings;
import org.mingjian.opendata.domain.flags.Flags;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole trade as open contracting data, through HTTP. */
@PlatformTest
class OpenDataTest {

    private static final Actor AGENCY = new Actor("a-1", "钱慧", "o-1", "明州正衡招标代理有限公司", null, null);
    private static final String PREFIX = "ocds-000000-";

    @Autowired
    Facts facts;

    @Autowired
    Readers readers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    InstantSource clock;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private final String code =
            "A01-O" + UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);

    @SuppressWarnings("NullAway.Init")
    private Instant now;

    @BeforeEach
    void look() {
        now = clock.instant();
    }

    private void record(String kind, Object body, Secrecy secrecy, FileRef... files) {
        NewFact fact = new NewFact("trade:" + code, kind, AGENCY, body, List.of(files), secrecy);
        Recorded recorded = transaction.execute(status -> facts.record(fact));
        facts.evidence(recorded.id(), "fact", Duration.ofSeconds(10));
    }

    private void open(String kind, Object body, FileRef... files) {
        record(kind, body, Secrecy.PUBLIC, files);
    }

    private HttpResponse<byte[]> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode recordPackage() {
        return json.readTree(get("/api/ocds/records/" + PREFIX + code).body());
    }

    /** Until the trade has so many releases. */
    private JsonNode record(int releases) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        this::recordPackage,
                        found -> found.path("records").path(0).path("releases").size() >= releases);
    }

    private void announce() {
        open(
                "trade.registered",
                Map.of(
                        "projectName",
                        "清河北路改造工程",
                        "sectionName",
                        "施工一标段",
                        "funding",
                        "财政资金",
                        "estimate",
                        "18600000.00",
                        "codes",
                        Map.of("project", "E9901000001000001"),
                        "parties",
                        Map.of("tenderer", "明州市城市建设投资集团有限公司", "agency", "明州正衡招标代理有限公司")));
        Map<String, Object> terms = Map.of(
                "scope",
                "施工图范围内的道路工程（13900001111）",
                "ceilingPrice",
                "18334233.00",
                "documentsFrom",
                now.toString(),
                "bidDeadline",
                now.plus(Duration.ofDays(21)).toString(),
                "durationDays",
                180,
                "method",
                "EM-2",
                "qualification",
                "市政公用工程施工总承包二级及以上");
        open(
                "notice.published",
                Map.of("title", "清河北路改造工程施工一标段招标公告", "terms", terms),
                new FileRef("招标文件.pdf", 99, "ab".repeat(32)));
    }

    private static Map<String, Object> line(int seq, String name, String state, String price) {
        return Map.of(
                "seq",
                seq,
                "bidder",
                name,
                "creditCode",
                "9134020000000000" + seq + "X",
                "state",
                state,
                "price",
                price);
    }

    private void finish() {
        List<Map<String, Object>> closed = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            closed.add(Map.of(
                    "seq",
                    i,
                    "bidder",
                    "投标人" + i,
                    "creditCode",
                    "9134020000000000" + i + "X",
                    "receivedAt",
                    now.plusSeconds(i).toString()));
        }
        open("bids.closed", Map.of("count", 3, "bids", closed));
        open(
                "prices.read",
                Map.of(
                        "bids",
                        List.of(
                                line(1, "投标人1", "OPENED", "17900000.00"),
                                line(2, "投标人2", "OPENED", "18000000.00"),
                                line(3, "投标人3", "FAILED", ""))));
        open(
                "publicity.started",
                Map.of(
                        "candidates",
                        List.of(Map.of("name", "投标人2")),
                        "rejected",
                        List.of(Map.of("name", "投标人1", "code", "X", "reason", "资格不符"))));
        Map<String, Object> award = Map.of("name", "投标人2", "creditCode", "91340200000000002X", "price", "18000000.00");
        open("winner.selected", award);
        open("result.published", award);
        open("contract.signed", Map.of("title", "清河北路改造工程施工合同", "price", "18000000.00", "durationDays", 180));
    }

    @Test
    void everyReleaseAndRecordIsValidByTheStandard() {
        announce();
        finish();
        JsonNode found = record(8);

        valid("RecordPackage", found);
        assertThat(OcdsChecks.record(found.at("/records/0"))).isEmpty();
        JsonNode releases = found.path("records").path(0).path("releases");
        assertThat(releases.valueStream().map(one -> one.path("tag").path(0).asString()))
                .containsExactly(
                        "planning",
                        "tender",
                        "tenderUpdate",
                        "tenderUpdate",
                        "tenderUpdate",
                        "award",
                        "awardUpdate",
                        "contract");
        String id = releases.path(1).path("id").asString();
        JsonNode one = json.readTree(get("/api/ocds/releases/" + id).body());
        valid("ReleasePackage", one);
        JsonNode compiled = found.path("records").path(0).path("compiledRelease");
        assertThat(compiled.path("tender").path("status").asString()).isEqualTo("complete");
        assertThat(compiled.path("awards").path(0).path("value").path("amount").decimalValue())
                .isEqualByComparingTo("18000000");
        assertThat(compiled.path("bids").path("details").valueStream().map(bid -> bid.path("status")
                        .asString()))
                .containsExactly("disqualified", "valid", "withdrawn");
        assertThat(compiled.toString()).contains("/files/" + "ab".repeat(32)).doesNotContain("13900001111");
        assertThat(compiled.path("parties").toString()).doesNotContain("钱慧");
    }

    /** By the standard's schema and by our own list, which refuses fields that it does not name. */
    private static void valid(String type, JsonNode node) {
        assertThat(OcdsStandard.V115.problems(type, node)).isEmpty();
        assertThat(OcdsSchema.problems(type, node)).isEmpty();
    }

    @Test
    void thePagesOfReleasesAreValidAndEndWithoutAnEmptyPackage() {
        announce();
        String first = record(2).at("/records/0/releases/0/id").asString();
        long before = Long.parseLong(first.substring(first.lastIndexOf('-') + 1)) - 1;
        JsonNode page =
                json.readTree(get("/api/ocds/releases?size=1&after=" + before).body());
        JsonNode next = json.readTree(
                get(URI.create(page.at("/links/next").asString()).toString().replaceFirst("http://[^/]+", ""))
                        .body());

        valid("ReleasePackage", page);
        valid("ReleasePackage", next);
        assertThat(page.at("/releases/0/id").asString()).isEqualTo(first);
        assertThat(next.at("/releases/0/tag/0").asString()).isEqualTo("tender");
        HttpResponse<byte[]> end = get("/api/ocds/releases?after=" + Long.MAX_VALUE);
        assertThat(end.statusCode()).isEqualTo(204);
        assertThat(end.body()).isEmpty();
    }

    @Test
    void theSchemaOfTheTestFindsWhatIsWrong() {
        announce();
        String good = record(2).toString();

        assertThat(OcdsSchema.problems(
                        "RecordPackage", json.readTree(good.replace("\"tag\":[\"tender\"]", "\"tag\":[]"))))
                .isNotEmpty();
        assertThat(OcdsSchema.problems(
                        "RecordPackage", json.readTree(good.replace("\"status\":\"active\"", "\"status\":\"open\""))))
                .isNotEmpty();
        assertThat(OcdsSchema.problems(
                        "RecordPackage", json.readTree(good.replace("\"tenderPeriod\"", "\"bidPeriod\""))))
                .isNotEmpty();
        assertThat(OcdsSchema.problems(
                        "RecordPackage", json.readTree(good.replaceFirst("\"date\":\"[^\"]*\"", "\"date\":\"today\""))))
                .isNotEmpty();
    }

    @Test
    void beforeTheDeadlineNobodyLearnsWhoBids() {
        announce();
        record("bid.received", Map.of("bidder", "秘密投标人"), Secrecy.SEALED);
        record("evaluation.reported", Map.of("name", "秘密评委"), Secrecy.PARTIES);
        open("answer.published", Map.of("text", "何时开工？"));
        JsonNode found = record(2);

        assertThat(found.toString()).doesNotContain("秘密投标人", "秘密评委", "bids\"", "tenderers");
        assertThat(found.path("records").path(0).path("releases")).hasSize(2);
    }

    @Test
    void aRebuildGivesTheSameBytes() {
        announce();
        finish();
        record(8);
        String before = new String(get("/api/ocds/records/" + PREFIX + code).body(), StandardCharsets.UTF_8);

        readers.rebuild("opendata");

        record(8);
        assertThat(new String(get("/api/ocds/records/" + PREFIX + code).body(), StandardCharsets.UTF_8))
                .isEqualTo(before);
    }

    @Test
    void theMonthlyFileFeedsTheWarningSigns() throws IOException {
        announce();
        finish();
        record(8);
        String page = new String(get("/open").body(), StandardCharsets.UTF_8);
        String month = json.readTree(get("/open.json").body())
                .path("months")
                .path(0)
                .path("month")
                .asString();
        HttpResponse<byte[]> file = get("/open/ocds/compiled-" + month + ".jsonl.gz");
        JsonNode mine = lines(file).getFirst();
        List<JsonNode> releases = lines(get("/open/ocds/releases-" + month + ".jsonl.gz"));
        Flags flags = new Flags(FlagSettings.standard(), false);
        flags.take(mine);

        valid("Release", mine);
        releases.forEach(release -> valid("Release", release));
        assertThat(releases).hasSize(8);
        assertThat(OcdsMerge.compiled(releases)).isEqualTo(mine);

        assertThat(page).contains("compiled-" + month + ".jsonl.gz", "creativecommons.org");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/gzip");
        assertThat(flags.finish().found().toString()).contains("R036", "R035").doesNotContain("R018");
        assertThat(get("/api/ocds/records/ocds-000000-none").statusCode()).isEqualTo(404);
    }

    /** The lines of a monthly file that are of this trade. */
    private List<JsonNode> lines(HttpResponse<byte[]> file) throws IOException {
        return new String(
                        new GZIPInputStream(new ByteArrayInputStream(file.body())).readAllBytes(),
                        StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(code))
                .map(json::readTree)
                .toList();
    }
}
