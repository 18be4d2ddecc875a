package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.app.PackageFolder;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.DataFolder;
import org.mingjian.ops.PlatformTest;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.SampleRecords;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Plain JSON, XML over SOAP, packages in a folder: whoever comes in there meets the same checks. */
@PlatformTest
class OlderDoorsTest {

    private static final Charset GBK = Charset.forName("GB18030");

    @LocalServerPort
    int port;

    @Autowired
    Specifications specifications;

    @Autowired
    InstantSource clock;

    @Autowired
    PackageFolder packages;

    @Autowired
    DataFolder data;

    private OtherSystem system;

    @BeforeEach
    void aSystemInRehearsal() {
        system = OtherSystem.rehearsing(port, "9120");
    }

    @Test
    void aGoodRecordIsAcceptedOnceHoweverOftenItComes() throws IOException {
        String line = json(project());

        var first = OtherSystem.first(system.json(clock.instant(), line));
        var again = OtherSystem.first(system.json(clock.instant(), line));

        assertThat(first.path("state").asString()).as("%s", first).isEqualTo("ACCEPTED");
        assertThat(again.path("number")).isEqualTo(first.path("number"));
    }

    @Test
    void aBadRecordIsToldFieldRuleAndWordsAndMayComeAgain() throws IOException {
        DataRecord good = project();
        Map<String, String> fields = new LinkedHashMap<>(good.fields());
        fields.put("REGION_CODE", "1401");
        DataRecord bad = with(good, fields);

        var refused = OtherSystem.first(system.json(clock.instant(), json(bad)));
        var mended = OtherSystem.first(system.json(clock.instant(), json(good)));

        assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("problems").path(0).path("field").asString()).isEqualTo("REGION_CODE");
        assertThat(refused.path("problems").path(0).path("message").asString())
                .contains("行政区域代码")
                .contains("C6");
        assertThat(mended.path("state").asString()).as("%s", mended).isEqualTo("ACCEPTED");
    }

    @Test
    void anotherSystemsKeyIsNotTaken() throws IOException {
        OtherSystem other = OtherSystem.rehearsing(port, "9121");

        var refused = OtherSystem.first(other.json(clock.instant(), json(project())));

        assertThat(refused.path("problems").toString()).contains("header.keySender");
    }

    @Test
    void whoCannotSignOrIsOutOfTimeStaysOutside() throws IOException {
        String line = json(project());

        assertThat(system.json(clock.instant(), line, "00".repeat(32)).statusCode())
                .isEqualTo(403);
        assertThat(system.json(clock.instant().minus(Duration.ofHours(1)), line).statusCode())
                .isEqualTo(403);
        assertThat(OtherSystem.first(system.json(clock.instant().plus(Duration.ofMinutes(5)), line))
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void theRefusalSaysWhetherItIsTheNumberTheTimeOrTheSignature() throws IOException {
        String line = json(project());
        Instant now = clock.instant();

        assertThat(system.json(now, line, "00".repeat(32)).body())
                .contains("签名（X-Signature）不符")
                .contains(Sm3.hex(Sm3.digest(line.getBytes(StandardCharsets.UTF_8))));
        assertThat(system.json(now.minus(Duration.ofHours(8)), line).body())
                .contains("时间（X-Time）应为")
                .contains("平台现在是")
                .doesNotContain("不符：");
        assertThat(OtherSystem.with(port, "9Z99", "x").json(now, line).body()).contains("系统编号9Z99没有对接");
        String capitals = system.sign(OtherSystem.stamp(now), line.getBytes(StandardCharsets.UTF_8));
        assertThat(system.json(now, line, capitals.toUpperCase(Locale.ROOT)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUnknownMarkIsRefusedAndNotTakenForLive() throws IOException {
        String line = json(project());
        Instant now = clock.instant();
        String signature = system.sign(OtherSystem.stamp(now), line.getBytes(StandardCharsets.UTF_8));

        var refused = OtherSystem.first(system.json(now, line, signature, "Test"));
        var taken = OtherSystem.first(system.json(now, line, signature, "test"));

        assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("problems").path(0).path("rule").asString()).isEqualTo("exchange.mark");
        assertThat(refused.path("number").asInt()).isZero();
        assertThat(taken.path("state").asString()).as("%s", taken).isEqualTo("ACCEPTED");
    }

    /** A signed request can be played again while its time is right; the repeated one itself is harmless. */
    @Test
    void anOldChangeThatIsPlayedAgainDoesNotTakeTheNewerOneBack() throws IOException {
        DataRecord first = project();
        DataRecord second = changed(first, "清河路改造二", 1);
        DataRecord third = changed(first, "清河路改造三", 2);
        for (DataRecord one : List.of(first, second, third)) {
            assertThat(state(one)).isEqualTo("ACCEPTED");
        }

        var played = OtherSystem.first(system.json(clock.instant(), json(second)));

        assertThat(played.path("state").asString()).isEqualTo("REFUSED");
        assertThat(played.path("problems").path(0).path("rule").asString()).isEqualTo("exchange.older");
        assertThat(state(third)).as("the same again is the same").isEqualTo("ACCEPTED");
        assertThat(state(changed(first, "清河路改造二", 3))).as("back on purpose").isEqualTo("ACCEPTED");
    }

    private String state(DataRecord record) throws IOException {
        return OtherSystem.first(system.json(clock.instant(), json(record)))
                .path("state")
                .asString();
    }

    private static DataRecord changed(DataRecord record, String name, int later) {
        Map<String, String> fields = new LinkedHashMap<>(record.fields());
        fields.put("PROJECT_NAME", name);
        fields.put("DATA_TIMESTAMP", String.valueOf(Long.parseLong(fields.get("DATA_TIMESTAMP")) + later));
        return new DataRecord(record.dataset(), "", record.key(), 2, 2, "", fields, Map.of());
    }

    @Test
    void aRecordOverSeveralLinesIsToldSoInWords() throws IOException {
        var refused =
                OtherSystem.first(system.json(clock.instant(), json(project()).replace("{", "{\n")));

        assertThat(refused.path("problems").path(0).path("message").asString())
                .contains("不能跨行")
                .doesNotContain("Source");
    }

    @Test
    void soapCallersGetTheirStatus() throws IOException {
        DataRecord good = project();
        Map<String, String> fields = new LinkedHashMap<>(good.fields());
        fields.remove("PROJECT_NAME");

        assertThat(system.soap(clock.instant(), xml(good, "")).body()).contains("\"STATUS\":\"1\"");
        assertThat(system.soap(clock.instant(), xml(with(project(), fields), ""))
                        .body())
                .contains("\"STATUS\":\"-1\"")
                .contains("PROJECT_NAME");
        assertThat(system.soap(clock.instant(), xml(project(), source("没有送来.pdf", "")))
                        .body())
                .contains("\"STATUS\":\"-1\"")
                .contains("附件“没有送来.pdf”没有收到");
    }

    @Test
    void bombsAndForeignEntitiesAreRefusedAtBothLevels() throws IOException {
        String bomb = "<!DOCTYPE d [<!ENTITY a \"" + "x".repeat(100) + "\"><!ENTITY b \"" + "&a;".repeat(100)
                + "\">]><DES>&b;</DES>";
        String foreign = "<!DOCTYPE d [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><DES><TITLE>&f;</TITLE></DES>";

        for (String evil : new String[] {bomb, foreign}) {
            assertThat(system.soap(evil).body()).contains("\"STATUS\":\"-1\"").contains("DOCTYPE");
            assertThat(system.soap(clock.instant(), evil).body())
                    .contains("\"STATUS\":\"-1\"")
                    .doesNotContain("root:");
        }
    }

    @Test
    void aPackageWithItsAttachmentIsDoneAndItsFeedbackLiesBesideIt() throws IOException {
        byte[] attachment = "附件内容".getBytes(StandardCharsets.UTF_8);
        DataRecord record = project();
        String md5 = "7e2f4b5d";

        String good = delivered(xml(record, source("招标文件.pdf", "")), GBK, "招标文件.pdf", attachment);
        String wrongDigest = delivered(xml(project(), source("招标文件.pdf", md5)), GBK, "招标文件.pdf", attachment);
        String missing = delivered(xml(project(), source("招标文件.pdf", "")), GBK, "别的.pdf", attachment);

        assertThat(good).startsWith("done").contains("ACCEPTED");
        assertThat(wrongDigest).startsWith("refused").contains("exchange.file").contains("摘要不符");
        assertThat(missing).startsWith("refused").contains("exchange.file");
    }

    @Test
    void aPackageInTheWrongEncodingOrNoPackageAtAllIsRefused() throws IOException {
        String said = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml(project(), "");

        assertThat(delivered(said, GBK, "a.txt", new byte[] {1}))
                .startsWith("refused")
                .contains("message.encoding");
        assertThat(dropped("这不是zip".getBytes(StandardCharsets.UTF_8)))
                .startsWith("refused")
                .contains("zip");
    }

    @Test
    void moreThanARequestHoldsIsRefusedAtEveryDoorAndNothingOfItIsTaken() throws IOException {
        DataRecord record = project();
        String many = xml(record, "") + "<DES/>".repeat(500);

        assertThat(system.json(clock.instant(), json(record) + "\n{}".repeat(500))
                        .statusCode())
                .isEqualTo(413);
        assertThat(system.soap(clock.instant(), "<all>" + many + "</all>").body())
                .contains("\"STATUS\":\"-1\"")
                .contains("一次最多500条");
        assertThat(delivered("<all>" + many.repeat(10) + "</all>", GBK, "a.txt", new byte[] {1}))
                .startsWith("refused")
                .contains("一次最多5000条");
        assertThat(system.heard(clock.instant())).doesNotContain(record.key());
    }

    @Test
    void whoHasNotProvedWhoHeIsGetsFewElementsRead() throws IOException {
        StringBuilder many = new StringBuilder("<call>");
        for (int i = 0; i < 200; i++) {
            many.append("<e").append(i).append(">x</e").append(i).append('>');
        }

        assertThat(system.soap(many.append("</call>").toString()).body())
                .contains("\"STATUS\":\"-1\"")
                .contains("元素过多");
    }

    @Test
    void aPackageCutOffOnItsWayIsRefusedAndStopsNoOther() throws IOException {
        byte[] whole = zipped(xml(project(), source("a.txt", "")), GBK, StandardCharsets.UTF_8, "a.txt");
        Path area = data.path().resolve("exchange/in/9120");
        Path link = Files.createDirectories(area.resolve("test")).resolve("0link.zip");
        Files.write(Files.createDirectories(area.resolve("files")).resolve("elsewhere"), whole);
        Files.createSymbolicLink(link, area.resolve("files/elsewhere"));

        String cut = dropped(java.util.Arrays.copyOf(whole, whole.length / 2));
        String behind = dropped(whole);

        assertThat(cut).startsWith("refused").contains("不是完好的zip包");
        assertThat(behind).startsWith("done").contains("ACCEPTED");
        assertThat(link).as("not followed, so not taken").isSymbolicLink();
        Files.delete(link);
    }

    @Test
    void namesInGbkAreFoundAsWindowsWritesThem() throws IOException {
        byte[] zip = zipped(xml(project(), source("招标文件.pdf", "")), GBK, Charset.forName("GBK"), "招标文件.pdf");

        assertThat(dropped(zip)).startsWith("done").contains("ACCEPTED");
    }

    private static byte[] zipped(String xml, Charset charset, Charset names, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, names)) {
            zip.putNextEntry(new ZipEntry("package.xml"));
            zip.write(("<?xml version=\"1.0\" encoding=\"GBK\"?>" + xml).getBytes(charset));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[] {1, 2, 3});
        }
        return out.toByteArray();
    }

    private String delivered(String xml, Charset charset, String name, byte[] attachment) throws IOException {
        String declared = xml.startsWith("<?xml") ? xml : "<?xml version=\"1.0\" encoding=\"GBK\"?>" + xml;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("package.xml"));
            zip.write(declared.getBytes(charset));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(attachment);
        }
        return dropped(out.toByteArray());
    }

    @Test
    void answeredPackagesDoNotFillTheDisk() throws IOException {
        assertThat(dropped("no package".getBytes(StandardCharsets.UTF_8))).startsWith("refused");
        Path refused = data.path().resolve("exchange/refused/9120/test");

        packages.forget(Instant.now().minus(Duration.ofDays(1)));
        try (Stream<Path> left = Files.list(refused)) {
            assertThat(left).as("not old yet").hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(packages.forget(Instant.now().plus(Duration.ofDays(1)))).isPositive();
        try (Stream<Path> left = Files.list(refused)) {
            assertThat(left).isEmpty();
        }
    }

    /** Where the package ended up, and its feedback. */
    private String dropped(byte[] content) throws IOException {
        Path folder = data.path().resolve("exchange");
        Path in = Files.createDirectories(folder.resolve("in/9120/test"));
        String name = "p" + ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        Files.write(in.resolve(name + ".zip"), content);
        packages.look();
        packages.look();
        for (String end : new String[] {"done", "refused"}) {
            Path feedback = folder.resolve(end).resolve("9120/test").resolve(name + ".feedback.json");
            if (Files.exists(feedback)) {
                return end + " " + Files.readString(feedback);
            }
        }
        return "nowhere";
    }

    private DataRecord project() {
        int serial = ThreadLocalRandom.current().nextInt(100_000, 999_999);
        Specification national = specifications.national();
        DataRecord sample =
                new SampleRecords(national).of(national.dataset("500").orElseThrow(), serial);
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        fields.put("PROJECT_CODE", "E1401000002" + serial);
        fields.put("PROJECT_NAME", "清河路改造" + serial);
        return with(sample, fields);
    }

    private static DataRecord with(DataRecord record, Map<String, String> fields) {
        return new DataRecord(record.dataset(), "", record.key(), 1, 2, "", fields, Map.of());
    }

    private static String json(DataRecord record) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "dataset", record.dataset(),
                        "key", record.key(),
                        "op", record.op(),
                        "channel", record.channel(),
                        "fields", record.fields()));
    }

    private static String xml(DataRecord record, String source) {
        String fields = record.fields().entrySet().stream()
                .map(field -> "<" + field.getKey() + ">"
                        + field.getValue().replace("&", "&amp;").replace("<", "&lt;") + "</" + field.getKey() + ">")
                .collect(Collectors.joining());
        return "<DES><TITLE><DATA_NO>" + record.dataset() + "</DATA_NO><DATA_KEY>" + record.key()
                + "</DATA_KEY><DATA_TYPE>1</DATA_TYPE></TITLE><CONTEXT>" + fields + "</CONTEXT>" + source + "</DES>";
    }

    private static String source(String name, String md5) {
        return "<SOURCE><FILE_EN_NAME>TENDER_FILE</FILE_EN_NAME><FILE_NAME>" + name + "</FILE_NAME><MD5>" + md5
                + "</MD5></SOURCE>";
    }
}
