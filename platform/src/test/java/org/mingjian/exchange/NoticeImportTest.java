package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
        line.put(
                "fields",
                new SampleRecords(specifications.national())
                        .of(specifications.national().dataset("503").orElseThrow(), 1)
                        .fields());
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
}
