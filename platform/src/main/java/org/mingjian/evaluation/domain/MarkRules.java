package org.mingjian.evaluation.domain;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mingjian.tender.Terms.Criterion;

/** Whether a judgement may stand in a sheet. */
public final class MarkRules {

    private static final Pattern MARK = Pattern.compile("\\d{1,6}(\\.\\d{1,2})?");

    private final Map<String, Criterion> criteria;
    private final Set<String> bids;
    private final Set<String> codes;

    /** @param codes of the catalogue of rejections */
    public MarkRules(Map<String, Criterion> criteria, Set<String> bids, Set<String> codes) {
        this.criteria = criteria;
        this.bids = bids;
        this.codes = codes;
    }

    /** What is wrong with it, in Chinese; empty when nothing is. */
    public Optional<String> problem(Judgement judgement) {
        Criterion criterion = criteria.get(judgement.criterion());
        if (criterion == null) {
            return Optional.of("招标文件没有评审项 " + judgement.criterion());
        }
        if (!bids.contains(judgement.bid())) {
            return Optional.of("没有投标 " + judgement.bid());
        }
        return switch (criterion.kind()) {
            case QUALIFICATION, RESPONSE -> check(criterion, judgement);
            case OBJECTIVE, SUBJECTIVE, CREDIT -> mark(criterion, judgement);
        };
    }

    /** True for what is only passed or failed. */
    public static boolean isCheck(Criterion criterion) {
        return switch (criterion.kind()) {
            case QUALIFICATION, RESPONSE -> true;
            case OBJECTIVE, SUBJECTIVE, CREDIT -> false;
        };
    }

    private Optional<String> check(Criterion criterion, Judgement judgement) {
        if (Judgement.PASS.equals(judgement.value())) {
            return Optional.empty();
        }
        if (!judgement.fails()) {
            return Optional.of(criterion.title() + "：请选合格或不合格");
        }
        String code = judgement.code();
        if (code == null || !codes.contains(code)) {
            return Optional.of(criterion.title() + "：不合格须选择否决原因");
        }
        String reason = judgement.reason();
        if (reason == null || reason.isBlank() || reason.length() > 1000) {
            return Optional.of(criterion.title() + "：不合格须写明理由，不超过 1000 字");
        }
        return Optional.empty();
    }

    private static Optional<String> mark(Criterion criterion, Judgement judgement) {
        if (!MARK.matcher(judgement.value()).matches()) {
            return Optional.of(criterion.title() + "：请填分数，最多两位小数");
        }
        String full = criterion.full();
        if (full == null || new BigDecimal(judgement.value()).compareTo(new BigDecimal(full)) > 0) {
            return Optional.of(criterion.title() + "：不能超过满分 " + full);
        }
        return Optional.empty();
    }
}
