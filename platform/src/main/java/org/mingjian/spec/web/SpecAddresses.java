package org.mingjian.spec.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.CodeSet;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.FormFields;
import org.mingjian.spec.Problem;
import org.mingjian.spec.SpecDifference;
import org.mingjian.spec.SpecError;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.mingjian.spec.TestKit;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The data specification for programs: versions, datasets, code sets, differences, test kit, one field. */
@RestController
@RequestMapping("/api/spec")
class SpecAddresses {

    record Version(String version, String name, String from, String basis, String certainty, int datasets) {}

    record DatasetLine(String number, String table, String name, String family, String level, int fields) {}

    record Listing(List<DatasetLine> items, int total, int page, int size) {}

    record FieldLine(
            String code,
            String name,
            String form,
            boolean must,
            String mustWhen,
            String kind,
            String codes,
            boolean many,
            String level,
            String misspelt) {}

    record DatasetSheet(
            String version,
            String number,
            String table,
            String name,
            String open,
            String level,
            List<FieldLine> fields) {}

    record ChangeLine(String dataset, String datasetName, String field, String name, String kind) {}

    record Checked(boolean ok, List<Problem> problems) {}

    private final Specifications specs;
    private final FormFields forms;
    private final JsonMapper json = JsonMapper.shared();

    private final boolean sandbox;

    SpecAddresses(Specifications specs, FormFields forms, Environment environment) {
        this.forms = forms;
        this.specs = specs;
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    @Open("数据规范：版本")
    @GetMapping
    List<Version> versions() {
        return specs.versions().stream()
                .map(one -> new Version(
                        one.version(),
                        one.name(),
                        one.from().toString(),
                        one.basis(),
                        one.certainty(),
                        kit(one).datasets().size()))
                .toList();
    }

    @Open("数据规范：数据集")
    @GetMapping("/{version}/datasets")
    Listing datasets(
            @PathVariable String version,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        Specification spec = find(version);
        String wanted = q.strip();
        List<DatasetLine> all = kit(spec).datasets().stream()
                .filter(dataset -> wanted.isEmpty() || dataset.matches(wanted))
                .map(dataset -> new DatasetLine(
                        dataset.number(),
                        dataset.table(),
                        dataset.name(),
                        dataset.family(),
                        dataset.level().words(),
                        spec.fieldsOf(dataset).size()))
                .toList();
        int most = Math.max(1, Math.min(size, 200));
        int first = Math.max(0, Math.min(page, 1000));
        List<DatasetLine> items =
                all.stream().skip((long) first * most).limit(most).toList();
        return new Listing(items, all.size(), first, most);
    }

    @Open("数据规范：一个数据集的字段")
    @GetMapping("/{version}/datasets/{number}")
    DatasetSheet dataset(@PathVariable String version, @PathVariable String number) {
        Specification spec = find(version);
        Dataset dataset = find(spec, number);
        List<FieldLine> fields = spec.fieldsOf(dataset).stream()
                .map(field -> new FieldLine(
                        field.code(),
                        field.name(),
                        field.form().notation(),
                        field.presence().must(),
                        field.presence()
                                .when()
                                .map(when -> when.field() + "=" + when.value())
                                .orElse(""),
                        field.content().kind().words(),
                        field.content().codes(),
                        field.content().many(),
                        field.presence().level().words(),
                        field.misspelt()))
                .toList();
        return new DatasetSheet(
                version,
                number,
                dataset.table(),
                dataset.name(),
                dataset.social() ? "社会公开" : "政务公开",
                dataset.level().words(),
                fields);
    }

    @Open("数据规范：代码集")
    @GetMapping("/{version}/codes/{id}")
    CodeSet codes(@PathVariable String version, @PathVariable String id) {
        CodeSet found = find(version).codeSets().get(id);
        if (found == null) {
            throw new PlatformException(SpecError.NO_CODE_SET, id);
        }
        return found;
    }

    @Open("数据规范：两个版本的差异")
    @GetMapping("/changes")
    List<ChangeLine> changes(@RequestParam String from, @RequestParam String to) {
        return SpecDifference.between(find(from), find(to)).changes().stream()
                .map(change -> new ChangeLine(
                        change.dataset().number(),
                        change.dataset().name(),
                        change.field().code(),
                        change.field().name(),
                        change.kind().words()))
                .toList();
    }

    /** Which fields of a form are reported, and as what. */
    @Open("数据规范：表单字段与数据集字段的对应")
    @GetMapping("/forms/{form}")
    Map<String, FormFields.Asked> form(@PathVariable String form) {
        return forms.of(form);
    }

    /** One value as it is typed; the same words as the validator's. */
    @Open("数据规范：检查一个字段的值")
    @GetMapping("/{version}/datasets/{number}/fields/{field}/check")
    Checked check(
            @PathVariable String version,
            @PathVariable String number,
            @PathVariable String field,
            @RequestParam(defaultValue = "") String value) {
        Specification spec = find(version);
        Dataset dataset = find(spec, number);
        if (dataset.field(field).isEmpty()) {
            throw new PlatformException(SpecError.NO_FIELD, field);
        }
        List<Problem> problems = specs.checksOf(spec).checkField(number, field, value).stream()
                .filter(problem -> !isMadeUp(problem, value))
                .toList();
        return new Checked(problems.isEmpty(), problems);
    }

    /** Regions of province 99 are for test data; a sandbox has no other data. */
    private boolean isMadeUp(Problem problem, String value) {
        return sandbox && problem.rule().equals("field.region") && value.matches("99\\d{4}");
    }

    @Open("数据规范：一个数据集的测试记录")
    @GetMapping("/{version}/datasets/{number}/{kind:good|bad}.jsonl")
    ResponseEntity<byte[]> sample(
            @PathVariable String version, @PathVariable String number, @PathVariable String kind) {
        Specification spec = find(version);
        Dataset dataset = kit(spec).datasets().stream()
                .filter(one -> one.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new PlatformException(SpecError.NO_DATASET, number));
        TestKit.Pair pair = kit(spec).of(dataset);
        String line = line(kind.equals("good") ? pair.good() : pair.bad());
        return file(number + "-" + kind + ".jsonl", "application/x-ndjson", line.getBytes(StandardCharsets.UTF_8));
    }

    @Open("数据规范：测试包")
    @GetMapping("/{version}/kit.zip")
    ResponseEntity<byte[]> kit(@PathVariable String version) {
        Specification spec = find(version);
        StringBuilder good = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (Dataset dataset : kit(spec).datasets()) {
            TestKit.Pair pair = kit(spec).of(dataset);
            good.append(line(pair.good()));
            bad.append(line(pair.bad()));
            expected.append(json.writeValueAsString(
                            Map.of("key", pair.bad().key(), "rule", pair.rule(), "field", pair.field())))
                    .append('\n');
        }
        String words = "good.jsonl 的每条记录应当通过；bad.jsonl 的每条应当被拒绝，理由见 expected.jsonl（同一主键）。\n"
                + "校验：./mingjian validate --spec " + version + " good.jsonl。全部数据均为虚构，通道 2（测试）。\n";
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put("README.txt", words);
        files.put("good.jsonl", good.toString());
        files.put("bad.jsonl", bad.toString());
        files.put("expected.jsonl", expected.toString());
        return file("kit-" + version + ".zip", "application/zip", zip(files));
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

    private String line(DataRecord record) {
        Map<String, Object> line = new java.util.LinkedHashMap<>();
        line.put("dataset", record.dataset());
        line.put("key", record.key());
        line.put("op", record.op());
        line.put("channel", record.channel());
        line.put("sender", record.sender());
        line.put("fields", record.fields());
        return json.writeValueAsString(line) + "\n";
    }

    private static ResponseEntity<byte[]> file(String name, String type, byte[] bytes) {
        return ResponseEntity.ok()
                .header("Content-Type", type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .body(bytes);
    }

    private TestKit kit(Specification spec) {
        return new TestKit(spec, specs.checksOf(spec));
    }

    private Specification find(String version) {
        return specs.find(version).orElseThrow(() -> new PlatformException(SpecError.NO_VERSION, version));
    }

    private static Dataset find(Specification spec, String number) {
        return spec.dataset(number).orElseThrow(() -> new PlatformException(SpecError.NO_DATASET, number));
    }
}
