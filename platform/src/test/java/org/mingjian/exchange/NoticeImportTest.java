package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.NoticeStore;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.ops.PlatformTest;
import org.mingjian.spec.SampleRecords;
import org.mingjian.spec.Specifications;
import org.mingjian.spec.command.NoticesCommand;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Notices of other sites brought in as history: good ones are queued, the rest is kept with every gap explained. */
@PlatformTest
class NoticeImportTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    int port;

    @Autowired
    Specifications specifications;

    @Autowired
    OutboundStore outbound;

    @Autowired
    NoticeStore store;

    @TempDir
    Path folder;

    private static Map<String, Object> poor(String id) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("record_id", id);
        line.put("title", "明州市第一小学课桌采购竞争性磋商公告");
        line.put("publish_date", "2026-05-06 00:00");
        line.put("region", "浙江省");
        line.put("issuer", "明州市第一小学");
        line.put("budget", "0元");
        line.put("project_code", "");
        line.put("source_platform", "浙江省");
        line.put("business_type", "政府采购");
        line.put("info_type", "采购/资审公告");
        line.put("text", "于2026年05月18日 09点30分前递交投标文件。\n合同履行期限：3年\n");
        return line;
    }

    /** The source system gives what its notice does not say: a whole record of the dataset. */
    private Map<String, Object> good(String id) {
        Map<String, Object> line = poor(id);
        line.put("title", "道路工程" + id + "招标公告");
        line.put("business_type", "工程建设");
        line.put("info_type", "招标/资审公告");
        line.put("fields", sample());
        return line;
    }

    private JsonNode take(Map<String, Object> line) {
        Desk.Answer answer = Desk.of(port, "centre").post("/api/exchange/notices", Map.of("notices", List.of(line)));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private Optional<OutboundStore.Last> last(String dataset, String key) {
        OutboundStore.Key asked = new OutboundStore.Key(dataset, key);
        return Optional.ofNullable(outbound.last(List.of(asked)).get(asked));
    }

    @Test
    void aPoorNoticeIsKeptForTheDataOfficerWithEveryGapExplained() {
        String id = UUID.randomUUID().toString();
        JsonNode taken = take(poor(id));

        assertThat(taken.path("held").asInt()).isEqualTo(1);
        JsonNode item = taken.path("items").path(0);
        assertThat(item.path("ready").asBoolean()).isFalse();
        assertThat(item.path("gaps").valueStream().map(gap -> gap.path("gap").asString()))
                .contains("code.missing", "amount.zero", "term.years", "time.under20", "source.vague");
        assertThat(item.path("gaps").valueStream())
                .allSatisfy(
                        gap -> assertThat(gap.path("explanation").asString()).isNotBlank());
        assertThat(item.path("problems").size()).isPositive();
        assertThat(last("551", item.path("key").asString())).isEmpty();
        JsonNode list =
                Desk.of(port, "centre").get("/api/exchange/notices?size=100").body();
        assertThat(list.path("items").valueStream().map(one -> one.path("id").asString()))
                .contains(id);
    }

    @Test
    void aCompleteOneIsQueuedForTheSecondChannelAndTheSameAgainChangesNothing() {
        String id = UUID.randomUUID().toString();
        Map<String, Object> line = good(id);
        JsonNode first = take(line);
        String key = first.path("items").path(0).path("key").asString();
        var queued = last("503", key).orElseThrow();

        JsonNode again = take(line);

        assertThat(first.path("ready").asInt()).as(first.toString()).isEqualTo(1);
        assertThat(queued.lane()).as("a sandbox has no history but tests").isEqualTo(Lane.TEST);
        assertThat(queued.lane().channel()).isEqualTo(2);
        assertThat(again.path("same").asInt()).isEqualTo(1);
        assertThat(last("503", key).orElseThrow().number()).isEqualTo(queued.number());
    }

    @Test
    void theCommandBringsInAFolderAndReports() throws IOException {
        String id = UUID.randomUUID().toString();
        Files.writeString(folder.resolve("b.jsonl"), JSON.writeValueAsString(poor(id)) + "\n");
        Files.writeString(folder.resolve("notes.txt"), "not a notice");
        Path password = Files.writeString(folder.resolve("pw"), "mingjian2026\n");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] call = {
            "--report",
            "--into",
            "http://localhost:" + port,
            "--login",
            "centre",
            "--password-file",
            password.toString(),
            folder.toString()
        };

        int code = new NoticesCommand()
                .run(
                        call,
                        new Input(new ByteArrayInputStream(new byte[0])),
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        System.err);

        assertThat(code).isEqualTo(Command.GOOD);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("交数据管理员处理1条", "0元几乎都是", "没有任何编号", "- 规范：");
        assertThat(store.find(id)).isPresent();
    }

    @Test
    void whoMayNotCorrectMayNotBringInNotices() {
        assertThat(Desk.of(port, "bidder1")
                        .post("/api/exchange/notices", Map.of("notices", List.of(poor("x"))))
                        .status())
                .isEqualTo(403);
    }

    private static JsonNode only(Desk desk, String id) {
        return desk.get("/api/exchange/notices/one?id=" + id).body();
    }

    private static Map<String, Object> mend(String id, Map<String, String> fields) {
        return Map.of("id", id, "fields", fields, "reason", "来源系统补报");
    }

    @Test
    void theOfficerMendsWhatIsMissingBesideTheOriginalAndItGoes() {
        String id = UUID.randomUUID().toString();
        Map<String, Object> line = good(id);
        Map<String, String> whole = new LinkedHashMap<>(sample());
        String kept = whole.remove("TENDER_PROJECT_CODE");
        line.put("fields", whole);
        JsonNode held = take(line).path("items").path(0);
        assertThat(held.path("ready").asBoolean()).isFalse();
        Desk officer = Desk.of(port, "centre");

        JsonNode beside = only(officer, id);
        Desk.Answer still = officer.post("/api/exchange/notices/mend", mend(id, Map.of("TENDER_PROJECT_CODE", "写错")));
        Desk.Answer mended = officer.post("/api/exchange/notices/mend", mend(id, Map.of("TENDER_PROJECT_CODE", kept)));

        assertThat(beside.at("/heads/text").asString()).contains("合同履行期限：3年");
        assertThat(beside.path("fields")
                        .valueStream()
                        .filter(one -> one.path("code").asString().equals("TENDER_PROJECT_CODE"))
                        .flatMap(one -> one.path("problems").valueStream()))
                .isNotEmpty();
        assertThat(still.body().path("ready").asBoolean())
                .as("%s", still.body())
                .isFalse();
        assertThat(mended.body().path("ready").asBoolean())
                .as("%s", mended.body())
                .isTrue();
        assertThat(last("503", held.path("key").asString())).isPresent();
        assertThat(take(line).path("same").asInt()).as("the mend stays").isEqualTo(1);
        line.put("title", "改了标题的招标公告");
        assertThat(take(line).path("ready").asInt())
                .as("and outlives a change of something else")
                .isEqualTo(1);
    }

    private Map<String, String> sample() {
        return new SampleRecords(specifications.national())
                .of(specifications.national().dataset("503").orElseThrow(), 1)
                .fields();
    }

    @Test
    void whatIsNotReportedSaysWhyAndListsAreSearchedByStateWordAndGap() {
        String id = UUID.randomUUID().toString();
        Map<String, Object> line = poor(id);
        line.put("title", "明州市课桌采购" + id.substring(0, 8));
        take(line);
        Desk officer = Desk.of(port, "centre");
        String found = "/api/exchange/notices?q=" + id.substring(0, 8);

        long held = officer.get(found + "&gap=amount.zero").body().path("total").asLong();
        long other =
                officer.get(found + "&gap=amount.noUnit").body().path("total").asLong();
        Desk.Answer dropped = officer.post("/api/exchange/notices/drop", Map.of("id", id, "reason", "来源网站已经撤下"));

        assertThat(held).isEqualTo(1);
        assertThat(other).isZero();
        assertThat(dropped.body().path("dropped").asString()).isEqualTo("来源网站已经撤下");
        assertThat(officer.get(found).body().path("total").asLong()).isZero();
        assertThat(officer.get(found + "&state=dropped").body().path("total").asLong())
                .isEqualTo(1);
        assertThat(officer.get("/api/exchange/notices/summary")
                        .body()
                        .path("lacking")
                        .valueStream())
                .allSatisfy(
                        one -> assertThat(one.path("explanation").asString()).isNotBlank());
    }

    @Test
    void anOfficerOfACitySeesWhatHeBroughtInAndNothingElse() {
        String id = UUID.randomUUID().toString();
        take(poor(id));
        Desk city = Desk.of(port, "data2");

        assertThat(city.get("/api/exchange/notices?state=all&q=" + id)
                        .body()
                        .path("total")
                        .asLong())
                .isZero();
        assertThat(city.get("/api/exchange/notices/one?id=" + id).status()).isEqualTo(404);
        assertThat(city.post("/api/exchange/notices/mend", mend(id, Map.of())).status())
                .isEqualTo(404);
        assertThat(city.post("/api/exchange/notices", Map.of("notices", List.of(poor(id))))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aNoticeWithoutADatasetGetsTheOneTheOfficerNames() {
        String id = UUID.randomUUID().toString();
        Map<String, Object> line = poor(id);
        line.put("info_type", "不知道是什么");
        JsonNode held = take(line).path("items").path(0);
        Desk officer = Desk.of(port, "centre");

        Desk.Answer named = officer.post(
                "/api/exchange/notices/mend",
                Map.of("id", id, "dataset", "551", "fields", Map.of(), "reason", "是采购公告"));

        assertThat(held.path("dataset").asString()).isEmpty();
        assertThat(only(officer, id).path("choices").size()).isPositive();
        assertThat(named.body().path("dataset").asString())
                .as("%s", named.body())
                .isEqualTo("551");
        assertThat(officer.post(
                                "/api/exchange/notices/mend",
                                Map.of("id", id, "dataset", "666", "fields", Map.of(), "reason", "x"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aFileIsReadPieceByPieceAndAHostileOneIsRefusedInWords() throws IOException {
        String id = UUID.randomUUID().toString();
        byte[] lines =
                (JSON.writeValueAsString(poor(id)) + "\n{\"title\": \"坏\n[1]\n").getBytes(StandardCharsets.UTF_8);
        byte[] zip = zip(Map.of("文件夹/a.jsonl", lines, "说明.docx", new byte[] {1}));

        Desk.Answer taken = file("a.zip", zip);

        assertThat(taken.body().path("held").asInt()).as("%s", taken.body()).isEqualTo(1);
        assertThat(taken.body().path("unread").asInt()).isEqualTo(3);
        assertThat(taken.body().path("bad").toString()).contains("\"file\":\"a.jsonl\",\"line\":2", "只读 .csv");
        assertThat(file("a.zip", java.util.Arrays.copyOf(zip, zip.length / 2))
                        .body()
                        .toString())
                .containsAnyOf("压缩包损坏", "压缩包是空的");
        assertThat(file("a.jsonl", "{\"title\":\"甲\"}".getBytes("GBK")).body().toString())
                .contains("UTF-8");
        assertThat(file("a.jsonl", new byte[0]).body().toString()).contains("文件是空的");
        Desk.Answer bomb = file("b.zip", zip(Map.of("a.jsonl", new byte[33 << 20])));
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.body().toString()).contains("解开后超过32MB");
        String many = "{\"title\":\"x\"}\n".repeat(1001);
        assertThat(file("m.jsonl", many.getBytes(StandardCharsets.UTF_8)).body().toString())
                .contains("一次最多1000条");
    }

    @Test
    void aTableIsReadAsSpreadsheetsSaveItAndEveryRowThatIsNoneIsTold() {
        String id = UUID.randomUUID().toString();
        String table = "记录编号,标题,发布时间,地区,正文,CONTACTOR\r\n"
                + id + ",\"某桥梁加固工程，二标\"\"东段\"\"\",2026-05-06 10:12,浙江省,\"第一行\n工期：2年\",钱慧\r\n"
                + ",,2026-05-06 10:12,浙江省,没有标题\r\n,,,\r\n" + id + ",甲,乙,丙,丁,戊,己\r\n";

        JsonNode taken = file("t.csv", table.getBytes(StandardCharsets.UTF_8)).body();
        assertThat(taken.path("held").asInt()).as("%s", taken).isEqualTo(1);
        assertThat(taken.path("bad").toString()).contains("\"file\":\"t.csv\",\"line\":3", "没有标题", "\"line\":5", "有7列");
        JsonNode one = Desk.of(port, "centre")
                .get("/api/exchange/notices?state=all&q=" + id)
                .body()
                .at("/items/0");
        assertThat(one.path("title").asString()).isEqualTo("某桥梁加固工程，二标\"东段\"");

        assertThat(same("t.csv", ("\uFEFF" + table).getBytes(StandardCharsets.UTF_8)))
                .as("with its mark")
                .isEqualTo(1);
        assertThat(same("t.csv", table.getBytes(Charset.forName("GBK"))))
                .as("GBK")
                .isEqualTo(1);
        String english = table.replace("记录编号,标题,发布时间,地区,正文", "record_id,title,publish_date,region,text");
        assertThat(same("t.csv", english.getBytes(StandardCharsets.UTF_8)))
                .as("by the names of the JSON fields")
                .isEqualTo(1);
        assertThat(file("t.csv", table.getBytes(StandardCharsets.UTF_16)).body().toString())
                .contains("UTF-16编码");
        assertThat(file("t.csv", new byte[] {'a', (byte) 0x81, (byte) 0xFF})
                        .body()
                        .toString())
                .contains("编码读不出来");
        assertThat(file("t.csv", "甲,乙\n1,2\n".getBytes(StandardCharsets.UTF_8))
                        .body()
                        .toString())
                .contains("第一行应是列名");
        assertThat(file("t.xlsx", new byte[] {'P', 'K', 3, 4, 0}).body().toString())
                .contains("另存为");
    }

    private int same(String name, byte[] content) {
        return file(name, content).body().path("same").asInt();
    }

    private Desk.Answer file(String name, byte[] content) {
        Desk officer = Desk.of(port, "centre");
        return officer.send(officer.request("/api/exchange/notices/file?name=" + name)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }
}
