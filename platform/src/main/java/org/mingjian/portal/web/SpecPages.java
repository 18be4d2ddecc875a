package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.mingjian.portal.web.Frame.Crumb;
import org.mingjian.spec.CheckRule;
import org.mingjian.spec.CodeSet;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.Level;
import org.mingjian.spec.SpecDifference;
import org.mingjian.spec.SpecError;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 数据规范: every dataset with its fields, its code sets, its versions and what changed between them. */
@Controller
public class SpecPages {

    private static final Duration STILL = Duration.ofMinutes(10);
    private static final Crumb HOME = new Crumb("首页", "/");
    private static final Crumb SPEC = new Crumb("数据规范", "/spec");
    private static final Map<String, String> FAMILIES = families();

    /** @param fields that this version asks for, or allows */
    public record DatasetLine(
            String number, String table, String name, String open, Level level, int fields, int must) {}

    public record Group(String title, List<DatasetLine> datasets) {}

    /** @param others the versions beside this one */
    public record SpecPage(
            VersionLine version, List<VersionLine> versions, String query, List<Group> groups, int total, int checks) {}

    public record VersionLine(String version, String name, String from, String basis, String certainty) {
        static VersionLine of(Specification spec) {
            return new VersionLine(spec.version(), spec.name(), spec.from().toString(), spec.basis(), spec.certainty());
        }
    }

    /** @param condition when it must be there, in words; empty when always or never */
    public record FieldLine(
            String code,
            String name,
            String form,
            boolean must,
            String condition,
            String content,
            String codes,
            Level level,
            String misspelt,
            boolean personal) {}

    public record DatasetPage(
            VersionLine version,
            String number,
            String table,
            String name,
            String misspelt,
            String open,
            Level level,
            List<FieldLine> fields) {}

    public record CodesPage(
            String id, String name, String from, String source, boolean complete, Map<String, String> values) {}

    public record ChangeLine(String dataset, String datasetName, String code, String name, String form, String kind) {}

    public record ChangesPage(VersionLine from, VersionLine to, List<ChangeLine> changes) {}

    private final Pages pages;
    private final Specifications specs;

    SpecPages(Pages pages, Specifications specs) {
        this.pages = pages;
        this.specs = specs;
    }

    private static Map<String, String> families() {
        Map<String, String> families = new LinkedHashMap<>();
        families.put("construction", "工程建设项目招标投标");
        families.put("procurement", "政府采购");
        families.put("land", "土地使用权");
        families.put("mining", "矿业权");
        families.put("assets", "国有产权（实物资产）");
        families.put("equity", "国有产权（股权）");
        families.put("other", "其他交易");
        families.put("subjects", "主体信息");
        families.put("experts", "专家信息");
        families.put("credit", "信用信息");
        families.put("supervision", "监管信息");
        return families;
    }

    private Specification version(String wanted) {
        return wanted.isEmpty()
                ? specs.national()
                : specs.find(wanted).orElseThrow(() -> new PlatformException(SpecError.NO_VERSION, wanted));
    }

    @Open("公开门户：数据规范")
    @GetMapping({"/spec", "/spec.json"})
    ResponseEntity<byte[]> list(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String q) {
        return pages.answer(request, "spec", STILL, () -> {
            Specification spec = version(version);
            String wanted = q.length() > 60 ? q.substring(0, 60) : q.strip();
            List<Group> groups = new ArrayList<>();
            FAMILIES.forEach((family, title) -> {
                List<DatasetLine> lines = spec.datasets().values().stream()
                        .filter(dataset -> dataset.family().equals(family))
                        .filter(dataset -> spec.levels().contains(dataset.level()))
                        .filter(dataset -> wanted.isEmpty() || dataset.matches(wanted))
                        .map(dataset -> line(spec, dataset))
                        .toList();
                if (!lines.isEmpty()) {
                    groups.add(new Group(title, lines));
                }
            });
            int total =
                    groups.stream().mapToInt(group -> group.datasets().size()).sum();
            List<VersionLine> all =
                    specs.versions().stream().map(VersionLine::of).toList();
            SpecPage page = new SpecPage(
                    VersionLine.of(spec),
                    all,
                    wanted,
                    groups,
                    total,
                    specs.checks().size());
            return View.of("portal/spec.jte", "数据规范", page, HOME).twin("/spec.json");
        });
    }

    private static DatasetLine line(Specification spec, Dataset dataset) {
        List<Field> fields = spec.fieldsOf(dataset);
        return new DatasetLine(
                dataset.number(), dataset.table(), dataset.name(), open(dataset), dataset.level(), fields.size(), (int)
                        fields.stream().filter(field -> field.presence().must()).count());
    }

    private static String open(Dataset dataset) {
        return dataset.social() ? "社会公开" : "政务公开";
    }

    @Open("公开门户：一个数据集")
    @GetMapping({"/spec/datasets/{number:\\d{3,4}}", "/spec/datasets/{number:\\d{3,4}}.json"})
    ResponseEntity<byte[]> dataset(
            HttpServletRequest request, @PathVariable String number, @RequestParam(defaultValue = "") String version) {
        return pages.answer(request, "spec", STILL, () -> {
            Specification spec = version(version);
            Dataset dataset =
                    spec.dataset(number).orElseThrow(() -> new PlatformException(SpecError.NO_DATASET, number));
            boolean province = dataset.level() == Level.PROVINCE;
            List<FieldLine> fields = dataset.fields().stream()
                    .filter(field -> province || spec.has(field))
                    .map(field -> field(dataset, field))
                    .toList();
            DatasetPage page = new DatasetPage(
                    VersionLine.of(spec),
                    number,
                    dataset.table(),
                    dataset.name(),
                    dataset.misspelt(),
                    open(dataset),
                    dataset.level(),
                    fields);
            return View.of("portal/dataset.jte", number + " " + dataset.name(), page, HOME, SPEC)
                    .twin("/spec/datasets/" + number + ".json");
        });
    }

    private static FieldLine field(Dataset dataset, Field field) {
        String condition = field.presence()
                .when()
                .map(when ->
                        dataset.field(when.field()).map(Field::name).orElse(when.field()) + "为" + when.value() + "时必填")
                .orElse("");
        Field.Kind kind = field.content().kind();
        String content = (kind == Field.Kind.PLAIN ? "" : kind.words())
                + (field.content().many() ? "（可多个，用;分隔）" : "");
        return new FieldLine(
                field.code(),
                field.name(),
                field.form().notation(),
                field.presence().must(),
                condition,
                content,
                field.content().codes(),
                field.presence().level(),
                field.misspelt(),
                field.is(Field.Trait.PERSONAL));
    }

    @Open("公开门户：代码集")
    @GetMapping({"/spec/codes/{id:[A-Z0-9_]+}", "/spec/codes/{id:[A-Z0-9_]+}.json"})
    ResponseEntity<byte[]> codes(HttpServletRequest request, @PathVariable String id) {
        return pages.answer(request, "spec", STILL, () -> {
            CodeSet codes = specs.national().codeSets().get(id);
            if (codes == null) {
                throw new PlatformException(SpecError.NO_CODE_SET, id);
            }
            CodesPage page = new CodesPage(
                    id, codes.name(), codes.from().toString(), codes.source(), codes.complete(), codes.values());
            return View.of("portal/codes.jte", codes.name(), page, HOME, SPEC).twin("/spec/codes/" + id + ".json");
        });
    }

    @Open("公开门户：数据规范两个版本的差异")
    @GetMapping({"/spec/changes", "/spec/changes.json"})
    ResponseEntity<byte[]> changes(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to) {
        return pages.answer(request, "spec", STILL, () -> {
            Specification older = from.isEmpty() ? specs.versions().getFirst() : version(from);
            Specification newer = to.isEmpty() ? specs.versions().getLast() : version(to);
            List<ChangeLine> changes = SpecDifference.between(older, newer).changes().stream()
                    .map(change -> new ChangeLine(
                            change.dataset().number(),
                            change.dataset().name(),
                            change.field().code(),
                            change.field().name(),
                            change.field().form().notation(),
                            change.kind().words()))
                    .toList();
            ChangesPage page = new ChangesPage(VersionLine.of(older), VersionLine.of(newer), changes);
            return View.of("portal/specChanges.jte", "版本差异", page, HOME, SPEC).twin("/spec/changes.json");
        });
    }

    @Open("公开门户：数据规范的校验规则")
    @GetMapping({"/spec/checks", "/spec/checks.json"})
    ResponseEntity<byte[]> checks(HttpServletRequest request) {
        List<CheckRule> checks = specs.checks();
        return pages.answer(request, "spec", STILL, () -> View.of("portal/specChecks.jte", "校验规则", checks, HOME, SPEC)
                .twin("/spec/checks.json"));
    }
}
