package org.mingjian.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public site through HTTP, without script. */
@PlatformTest
class PortalPagesTest {

    private static final FileRef FILE = new FileRef(
            "招标文件 & 附件.pdf",
            3_456_789,
            UUID.randomUUID().toString().replace("-", "").repeat(2));

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    InstantSource clock;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    private final String code =
            "A01-T" + UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);

    @SuppressWarnings("NullAway.Init")
    private SampleTrades trades;

    @SuppressWarnings("NullAway.Init")
    private Visitor visitor;

    @BeforeEach
    void visit() {
        trades = new SampleTrades(facts, transaction);
        visitor = new Visitor(port);
    }

    private Map<String, Object> terms() {
        Instant now = clock.instant();
        return trades.terms(now, now.plus(Duration.ofDays(27)), "18334233.00");
    }

    private void publish(String title) {
        trades.registered(code, title, "施工标段");
        trades.published(code, title + "施工标段", terms(), FILE);
        visitor.until("/trades/" + code, page -> page.contains("发布招标公告"));
    }

    private String noticeId() {
        return noticeId(visitor.page("/trades/" + code));
    }

    private static String noticeId(String page) {
        Matcher matcher = Pattern.compile("/notices/([0-9a-f]{16})").matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @Test
    void aNoticeIsPublicWithinASecondOfTheAct() {
        trades.registered(code, "一秒公开工程", "标段");
        trades.published(code, "预热", terms());
        visitor.until("/trades/" + code, page -> page.contains("发布招标公告"));
        visitor.page("/");

        // The best of five: on a machine that does other work an act may have to wait for a processor.
        Duration best = Duration.ofHours(1);
        for (int i = 1; i <= 5 && best.compareTo(Duration.ofSeconds(1)) >= 0; i++) {
            String answer = "一秒之内" + i;
            int before = answers(visitor.page("/trades/" + code));
            trades.open(code, "answer.published", Map.of("text", "何时公开？", "answer", answer));
            Duration trade = visitor.until("/trades/" + code, page -> answers(page) > before);
            Duration search = visitor.until("/notices?q=" + Visitor.encoded(answer), page -> page.contains(code));
            best = Collections.min(List.of(best, trade.plus(search)));
        }

        assertThat(best).isLessThan(Duration.ofSeconds(1));
    }

    private static int answers(String page) {
        return page.split("发布答疑", -1).length - 1;
    }

    @Test
    void theTradePageTellsFactsTimelineDatesAndDocuments() {
        publish("明州大道工程");

        String page = visitor.page("/trades/" + code);

        assertThat(page)
                .contains("明州大道工程施工标段", code, "1,833.4233 万元", "明州市城市建设投资集团有限公司", "进场登记受理")
                .contains("招标文件 &amp; 附件.pdf", "3.3 MB", FILE.sm3(), "已存证")
                .contains("接下来", "投标截止、开标", "对招标文件有异议", "招标投标法实施条例 §22")
                .contains("等标期", "合规")
                .contains("统一交易标识码二维码");
        assertThat(page).doesNotContain("韩静").doesNotContain("钱慧");
    }

    @Test
    void aTenderThatTheLawDoesNotAskForIsNotHeldToItsRules() {
        Map<String, Object> short10 =
                trades.terms(clock.instant(), clock.instant().plus(Duration.ofDays(10)), "3000000");
        trades.registered(code, "零星修缮工程", "施工标段");
        trades.published(code, "零星修缮工程施工标段", short10, FILE);
        visitor.until("/trades/" + code, page -> page.contains("◆ 不合规"));

        Map<String, Object> voluntary = new HashMap<>(short10);
        voluntary.put("mandatory", Map.of("byLaw", false, "basis", "施工单项合同估算价不足 400 万元"));
        trades.open(code, "clarification.issued", Map.of("version", 2, "text", "更正。", "terms", voluntary));
        visitor.until("/trades/" + code, page -> page.contains("仅供参照，不属于依法必须招标"));

        assertThat(visitor.page("/trades/" + code))
                .doesNotContain("◆ 不合规")
                .contains("属于依法必须招标")
                .doesNotContain("mandatory", "byLaw");
    }

    @Test
    void aClarificationShowsWhatItChanged() {
        publish("对照工程");
        Map<String, Object> changed = new HashMap<>(terms());
        changed.put("validityDays", 120);

        trades.open(code, "clarification.issued", Map.of("version", 2, "text", "投标有效期改为 120 日。", "terms", changed));
        visitor.until("/trades/" + code, page -> page.contains("招标条款的修改"));

        assertThat(visitor.page("/trades/" + code)).contains("投标有效期（日）", "<del>90</del>", "<ins>120</ins>");
    }

    @Test
    void theNoticePageReadsAsItWasWritten() {
        publish("滨河工程");

        String page = visitor.page("/notices/" + noticeId());

        assertThat(page)
                .contains("<h1>滨河工程施工标段招标公告</h1>", "一、招标条件", "现进行公开招标")
                .contains("18,334,233.00", "综合评估法", "施工组织设计", "✓ 合规");
    }

    @Test
    void everyPageHasAJsonTwin() {
        publish("孪生工程");
        String id = noticeId();

        JsonNode trade = json.readTree(visitor.page("/trades/" + code + ".json"));
        JsonNode byHeader = json.readTree(visitor.json("/trades/" + code));

        assertThat(trade.path("panel").path("trade").path("title").asString()).isEqualTo("孪生工程施工标段");
        assertThat(byHeader.path("timeline")).isEqualTo(trade.path("timeline"));
        assertThat(json.readTree(visitor.json("/notices/" + id))
                        .path("body")
                        .path("terms")
                        .path("ceilingPrice")
                        .asString())
                .isEqualTo("18334233.00");
        for (String path : List.of("/", "/trades", "/notices", "/plans", "/verify", "/opening/" + code)) {
            assertThat(json.readTree(visitor.json(path)).isObject()).as(path).isTrue();
        }
    }

    @Test
    void searchFindsByWordsCompanyAndCode() {
        publish("望江楼片区雨污分流改造");
        visitor.until("/trades?state=BIDDING&q=" + Visitor.encoded("雨污分流"), page -> page.contains(code));

        assertThat(visitor.page("/trades?q=" + Visitor.encoded("望江楼 改造"))).contains(code);
        assertThat(visitor.page("/trades?q=" + Visitor.encoded("江楼片区"))).contains(code);
        assertThat(visitor.page("/trades?state=BIDDING&money=from_4m&q=" + Visitor.encoded("望江楼")))
                .contains(code);
        assertThat(visitor.page("/trades?money=from_1000m&q=" + Visitor.encoded("望江楼")))
                .contains("没有符合条件的交易");
        assertThat(json.readTree(visitor.json("/trades?q=" + code))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(visitor.get("/trades?q=" + code).headers().firstValue("Location"))
                .hasValue("/trades/" + code);
    }

    @Test
    void aFacetCountsWhatItsOtherValuesWouldGive() {
        publish("分面计数甲");
        visitor.until("/trades?state=BIDDING&q=" + Visitor.encoded("分面计数"), page -> page.contains(code));

        JsonNode found = json.readTree(visitor.json("/trades?state=CLOSED&q=" + Visitor.encoded("分面计数甲")));

        assertThat(found.path("total").asInt()).isZero();
        JsonNode states = found.path("facets")
                .valueStream()
                .filter(facet -> facet.path("key").asString().equals("state"))
                .findFirst()
                .orElseThrow();
        assertThat(states.path("choices").path(0).path("value").asString()).isEqualTo("BIDDING");
        assertThat(states.path("choices").path(0).path("count").asInt()).isEqualTo(1);
        assertThat(found.path("chips")).hasSize(2);
    }

    @Test
    void anOpeningOfManyBidsStaysReadable() {
        publish("千家投标工程");
        trades.open(code, "bids.closed", Map.of("count", 1528, "root", "ab".repeat(32)));
        List<NewFact> opened = new ArrayList<>();
        for (int i = 1; i <= 1525; i++) {
            Map<String, String> body = Map.of("bidder", "投标人" + i, "creditCode", "C" + i, "price", i + "00000.00");
            opened.add(
                    new NewFact("trade:" + code, "bid.opened", SampleTrades.AGENCY, body, List.of(), Secrecy.PUBLIC));
        }
        trades.recordAll(opened);

        visitor.until("/opening/" + code, page -> page.contains("1,525"));

        JsonNode opening = json.readTree(visitor.json("/opening/" + code + "?page=15"));
        assertThat(opening.path("cells")).hasSize(1528);
        assertThat(opening.path("rows")).hasSize(25);
        assertThat(visitor.page("/opening/" + code)).contains("第 1 / 16 页", "收到投标文件", "1,528 份");
        String timeline = visitor.page("/trades/" + code);
        assertThat(timeline).contains("1,525 次");
        assertThat(timeline.length()).isLessThan(60_000);
    }

    @Test
    void hostileTextIsShownAndNeverRun() {
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        trades.registered(code, hostile, hostile);
        FileRef file = new FileRef(hostile + "/../../etc.pdf", 1, "cd".repeat(32));
        trades.open(code, "unknown.kind<b>", Map.of(hostile, hostile, "list", List.of(Map.of(hostile, hostile))), file);
        trades.published(code, hostile, terms(), file);
        visitor.until("/trades/" + code, page -> page.contains("发布招标公告"));
        String notice = noticeId();

        for (String path : List.of(
                "/",
                "/trades/" + code,
                "/notices/" + notice,
                "/opening/" + code,
                "/trades?q=" + Visitor.encoded(hostile),
                "/verify?q=" + Visitor.encoded(hostile),
                "/notices/" + Visitor.encoded(hostile),
                "/trades?kind=" + Visitor.encoded("\"><script>"))) {
            assertThat(visitor.page(path))
                    .as(path)
                    .doesNotContain("<script>alert", "<img src=x", "'><img", "\"><script>");
        }
    }

    @Test
    void aPageThatIsKnownIsNotSentAgain() {
        publish("缓存工程");
        // A page made between the commit of a fact and the news of it is made once more, with another time in it.
        AtomicReference<HttpResponse<String>> asked = new AtomicReference<>(visitor.get("/trades/" + code));
        HttpResponse<String> again = Awaitility.await()
                .until(
                        () -> {
                            HttpResponse<String> known =
                                    Objects.requireNonNull(asked.getAndSet(visitor.get("/trades/" + code)));
                            String tag = known.headers().firstValue("ETag").orElseThrow();
                            return visitor.get("/trades/" + code, "Accept", "text/html", "If-None-Match", tag);
                        },
                        answer -> answer.statusCode() == 304);
        HttpResponse<String> first = Objects.requireNonNull(asked.get());

        assertThat(again.body()).isEmpty();
        assertThat(first.headers().firstValue("Content-Security-Policy").orElseThrow())
                .doesNotContain("unsafe-inline");
        assertThat(visitor.get("/trades/" + code, "Accept", "text/html", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .hasValue("gzip");
    }

    @Test
    void theLargeModeIsASwitchWithoutScript() {
        HttpResponse<String> switched = visitor.post("/display", "size=large&back=%2Ftrades%3Fq%3Da");

        assertThat(switched.statusCode()).isEqualTo(303);
        assertThat(switched.headers().firstValue("Location")).hasValue("/trades?q=a");
        String cookie = switched.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(visitor.get("/", "Accept", "text/html", "Cookie", cookie.substring(0, cookie.indexOf(';')))
                        .body())
                .contains("<html lang=\"zh-CN\" class=\"large\">");
        assertThat(visitor.page("/")).contains("<html lang=\"zh-CN\">");
        assertThat(visitor.post("/display", "size=large&back=%2F%2Fevil.example")
                        .headers()
                        .firstValue("Location"))
                .hasValue("/");
    }

    @Test
    void whatIsNotThereIsSaidInWords() {
        HttpResponse<String> trade = visitor.get("/trades/A01-NOWHERE");
        HttpResponse<String> page = visitor.get("/no/such/page");

        assertThat(trade.statusCode()).isEqualTo(404);
        assertThat(trade.body()).contains("没有这宗交易", "公告地址永久有效");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("没有这个页面");
        assertThat(json.readTree(visitor.json("/trades/A01-NOWHERE"))
                        .path("code")
                        .asString())
                .isEqualTo("TRADE_NOT_FOUND");
        assertThat(json.readTree(visitor.get("/api/nowhere", "Accept", "*/*").body())
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    @Test
    void pagesKeepTheirOrderForReadersAndKeyboards() {
        publish("无障碍工程");
        trades.open(code, "bids.closed", Map.of("count", 3));
        visitor.until("/opening/" + code, page -> page.contains("3 份"));

        for (String path : List.of(
                "/",
                "/trades",
                "/notices",
                "/plans",
                "/verify",
                "/verify?q=1",
                "/guide",
                "/trades/" + code,
                "/notices/" + noticeId(),
                "/opening/" + code,
                "/nowhere")) {
            String page = visitor.page(path);
            assertThat(page)
                    .as(path)
                    .contains("<html lang=\"zh-CN\"", "class=\"skip\" href=\"#main\"", "<main id=\"main\"");
            assertThat(page.split("<h1", -1)).as(path + " has one h1").hasSize(2);
            assertThat(headings(page)).as(path + " skips no heading").allMatch(step -> step <= 1);
            assertThat(page).as(path).doesNotContain(" style=\"", "onclick", "<style", "javascript:");
            assertThat(Visitor.links(page)).as(path).allMatch(link -> link.startsWith("/") || link.startsWith("#"));
            Matcher fields = Pattern.compile("<input id=\"(\\w+)\"").matcher(page);
            while (fields.find()) {
                assertThat(page).as(path).contains("for=\"" + fields.group(1) + "\"");
            }
        }
    }

    /** By how much each heading is deeper than the one before it. */
    private static List<Integer> headings(String page) {
        List<Integer> steps = new ArrayList<>();
        Matcher matcher = Pattern.compile("<h([1-6])").matcher(page);
        int before = 1;
        while (matcher.find()) {
            int level = Integer.parseInt(matcher.group(1));
            steps.add(level - before);
            before = level;
        }
        return steps;
    }
}
