package org.mingjian.exchange.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mingjian.exchange.domain.Rehearsal;
import org.mingjian.exchange.store.ConnectionStore.Connection;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** 测试包 of one connection and run: {@code steps.jsonl}, in the order in which they are to be sent, with the answers. */
@Service
public class PackingKits {

    /** What a record of the construction trade hangs on: 项目, 招标项目, 标段. */
    private static final List<String> ABOVE = List.of("500", "501", "502");

    private final JudgingConformity judging;

    PackingKits(JudgingConformity judging) {
        this.judging = judging;
    }

    /**
     * One request to send.
     *
     * @param mark for X-Mark
     * @param signature {@code right} or {@code wrong}
     * @param state {@code ACCEPTED} or {@code REFUSED}; empty when the request as a whole is refused (403)
     */
    record Step(
            int step,
            String why,
            String mark,
            String signature,
            Map<String, Object> record,
            String state,
            String rule,
            String field) {}

    /** The steps of a kit, numbered while they are written down. */
    private static final class Steps {

        private final List<Step> all = new ArrayList<>();

        void good(String why, DataRecord record) {
            add(why, "test", "right", record, "ACCEPTED", "", "");
        }

        void add(String why, String mark, String signature, DataRecord record, String... expected) {
            all.add(new Step(
                    all.size() + 1, why, mark, signature, line(record), expected[0], expected[1], expected[2]));
        }
    }

    /** A zip file. */
    public byte[] kit(Connection connection) {
        List<Step> steps = steps(connection);
        StringBuilder lines = new StringBuilder();
        steps.forEach(step ->
                lines.append(JsonMapper.shared().writeValueAsString(step)).append('\n'));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("README.txt", words(connection, steps.size()));
        files.put("steps.jsonl", lines.toString());
        return zip(files);
    }

    private static String words(Connection connection, int steps) {
        return "系统 " + connection.system() + " 第 " + connection.run().number() + " 轮联调，" + steps
                + " 步，每行一步，按次序送 record。\n"
                + "mark 写在 X-Mark；signature 为 wrong 的一步要用错的签名送，应得 403，随后的一步是同样的内容用对的签名送。\n"
                + "state、rule、field 是应得的回答。最后取一次反馈：/exchange/doors/feedback?lane=TEST&after=0。\n"
                + "怎样送：POST /exchange/doors/json，正文是 record 一行（UTF-8）；X-System 写系统编号，X-Time 写北京时间 yyyyMMddHHmmss，\n"
                + "X-Signature 写 HMAC-SM3 的十六进制，密钥是联调密钥的文字本身，内容是系统编号、X-Time、正文 SM3 的十六进制，用换行（LF）隔开。\n"
                + "取反馈时用“TEST 0”代替正文签名。\n"
                + "全部数据均为虚构，行政区划为 99，只能走测试通道。换一轮联调请重新下载。\n";
    }

    List<Step> steps(Connection connection) {
        Rehearsal rehearsal = judging.rehearsal(connection);
        Steps steps = new Steps();
        boolean first = true;
        for (String number : inOrder(connection)) {
            Dataset dataset = judging.version().dataset(number).orElseThrow();
            Rehearsal.Sheet sheet = rehearsal.of(dataset);
            if (!connection.datasets().contains(number)) {
                steps.good("先报上级：" + dataset.name(), sheet.good());
                continue;
            }
            if (first) {
                steps.add("错的签名，整个报文被拒绝", "test", "wrong", sheet.good(), "", "", "");
            }
            steps.good("新增" + dataset.name(), sheet.good());
            steps.good("原样再送一次，不重复入库", sheet.good());
            for (Rehearsal.Kind kind : sheet.kinds()) {
                steps.add(
                        "违反“" + judging.titleOf(kind.rule()) + "”：" + kind.field(),
                        "test",
                        "right",
                        kind.bad(),
                        "REFUSED",
                        kind.rule(),
                        kind.field());
                steps.good("改正后再报", kind.mended());
            }
            steps.good("修改", sheet.update());
            steps.add(
                    first ? "带历史标识新增" : "再新增一条",
                    first ? "history" : "test",
                    "right",
                    sheet.spare(),
                    "ACCEPTED",
                    "",
                    "");
            steps.good("删除", sheet.delete());
            first = false;
        }
        return steps.all;
    }

    /** Those above first, as far as anything declared hangs on them. */
    private static List<String> inOrder(Connection connection) {
        Set<String> order = new LinkedHashSet<>();
        int deepest = connection.datasets().stream()
                .mapToInt(PackingKits::above)
                .max()
                .orElse(0);
        order.addAll(ABOVE.subList(0, deepest));
        order.addAll(connection.datasets());
        return List.copyOf(order);
    }

    private static int above(String dataset) {
        boolean construction = dataset.startsWith("5") && dataset.compareTo("523") <= 0;
        int own = ABOVE.indexOf(dataset);
        return own >= 0 ? own : construction ? ABOVE.size() : 0;
    }

    private static Map<String, Object> line(DataRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("dataset", record.dataset());
        line.put("key", record.key());
        line.put("op", record.op());
        line.put("channel", record.channel());
        line.put("fields", record.fields());
        return line;
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
