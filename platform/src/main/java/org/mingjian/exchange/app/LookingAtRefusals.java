package org.mingjian.exchange.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.QualityStore;
import org.mingjian.exchange.store.Sight;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.CheckRule;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.springframework.stereotype.Service;

/** One refused record as its correction needs it: every field in words, what is wrong with it, and what it says now. */
@Service
public class LookingAtRefusals {

    private final QualityStore quality;
    private final Specification specification;
    private final Map<String, String> rules;

    LookingAtRefusals(QualityStore quality, Specifications specifications) {
        this.quality = quality;
        this.specification = specifications.national();
        this.rules = specifications.checks().stream().collect(Collectors.toMap(CheckRule::id, CheckRule::title));
    }

    /**
     * A field of a refused record.
     *
     * @param form as the specification writes it, such as {@code C..600}
     * @param codes id of its code set, or empty
     * @param value as it was sent; empty when personal data are nobody's business here
     * @param withheld why it was not sent, or empty
     * @param problems what was found of it
     */
    public record Line(
            String code,
            String name,
            String form,
            boolean must,
            String codes,
            String value,
            boolean hidden,
            String withheld,
            List<String> problems) {}

    /**
     * A refused record.
     *
     * @param version of the specification that the check at the field asks
     * @param mendable whether it is this platform's own; else it has to be corrected where it came from
     * @param others findings of no field of the record
     * @param otherTitles in words, which rule each of them missed
     */
    public record Whole(
            String version,
            String dataset,
            String datasetName,
            String key,
            String source,
            String trade,
            boolean mendable,
            List<Line> fields,
            List<Problem> others,
            List<String> otherTitles) {}

    public Whole look(Lane lane, long number, Sight sight) {
        QualityStore.Whole whole = quality.find(lane, number, sight)
                .filter(QualityStore.Whole::isRefused)
                .orElseThrow(() -> new PlatformException(ExchangeError.RECORD_NOT_FOUND, lane + " " + number));
        DataRecord record = whole.queued().record();
        List<Problem> problems = new ArrayList<>(whole.problems());
        whole.higher().filter(found -> !found.good()).ifPresent(found -> problems.addAll(found.problems()));
        Dataset dataset = specification.datasets().get(record.dataset());
        Set<String> named = new LinkedHashSet<>();
        List<Line> lines = new ArrayList<>();
        if (dataset != null) {
            for (Field field : specification.fieldsOf(dataset)) {
                named.add(field.code());
                lines.add(line(field, record, problems));
            }
        }
        List<Problem> others = problems.stream()
                .filter(problem -> !named.contains(problem.field()))
                .toList();
        return new Whole(
                specification.version(),
                record.dataset(),
                dataset == null ? "" : dataset.name(),
                record.key(),
                whole.origin(),
                whole.queued().trade(),
                whole.origin().isEmpty(),
                lines,
                others,
                others.stream().map(problem -> ruleTitle(problem.rule())).toList());
    }

    /** A personal field is shown only where it is what is wrong (运行管理办法 §5, 个人信息保护法 §6). */
    private static Line line(Field field, DataRecord record, List<Problem> problems) {
        List<String> said = problems.stream()
                .filter(problem -> problem.field().equals(field.code()))
                .map(Problem::message)
                .distinct()
                .toList();
        boolean hidden = field.is(Field.Trait.PERSONAL) && said.isEmpty();
        return new Line(
                field.code(),
                field.name(),
                field.form().notation(),
                field.presence().must(),
                field.content().codes(),
                hidden ? "" : record.value(field.code()),
                hidden && !record.value(field.code()).isEmpty(),
                record.withheld().getOrDefault(field.code(), ""),
                said);
    }

    /** Names of datasets in Chinese, for lists. */
    public Map<String, String> datasetNames() {
        return specification.datasets().values().stream()
                .collect(Collectors.toMap(Dataset::number, Dataset::name, (one, two) -> one, java.util.TreeMap::new));
    }

    /** What a rule asks for, in a few words; its id when nobody here knows it, as of a newer specification above. */
    public String ruleTitle(String rule) {
        return switch (rule) {
            case "exchange.channel" -> "通道与标记一致";
            case "exchange.system" -> "系统编号已登记给来源";
            case "exchange.file" -> "附件已收到且摘要相符";
            case "exchange.older" -> "不早于已入库的同一主键";
            case "exchange.trial" -> "联调密钥只用测试通道";
            case "exchange.dataset" -> "数据集在对接申请里";
            default -> rules.getOrDefault(rule, rule);
        };
    }

    /** Name of a field in Chinese, or its code. */
    public String fieldName(String dataset, String field) {
        Dataset known = specification.datasets().get(dataset);
        return known == null ? field : known.field(field).map(Field::name).orElse(field);
    }
}
