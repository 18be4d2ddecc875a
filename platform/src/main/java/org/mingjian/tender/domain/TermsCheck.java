package org.mingjian.tender.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.tender.Notice;
import org.mingjian.tender.Terms;
import org.mingjian.tender.Terms.Criterion;

/**
 * What is missing or does not fit together in notice and terms, in words at the field. What the law asks is not here.
 */
public final class TermsCheck {

    private static final Pattern CRITERION = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
    private static final Pattern MARKS = Pattern.compile("\\d{1,3}(\\.\\d{1,4})?");
    private static final BigDecimal HUNDRED = new BigDecimal("100");
    private static final int TEXT = 4000;
    private static final int CRITERIA = 200;

    private final List<FieldProblem> problems = new ArrayList<>();

    private TermsCheck() {}

    /** Problems of the terms alone; {@code terms} may come straight from a request with anything missing. */
    public static List<FieldProblem> of(Terms terms) {
        TermsCheck check = new TermsCheck();
        check.money(terms);
        check.times(terms);
        check.words(terms);
        check.method(terms);
        check.criteria(terms);
        if (terms.openers() != null) {
            check.problems.addAll(OpenersCheck.of(terms.openers()));
        }
        return List.copyOf(check.problems);
    }

    public static List<FieldProblem> of(Notice notice) {
        TermsCheck check = new TermsCheck();
        if (notice.media().isEmpty() || notice.media().size() > 20) {
            check.add("notice.media", "REQUIRED", "请选择 1 至 20 个发布媒介");
        }
        check.contact("notice.tenderer", notice.tenderer());
        Notice.Contact agency = notice.agency();
        if (agency != null) {
            check.contact("notice.agency", agency);
        }
        if (notice.documentPrice().amount().signum() < 0) {
            check.add("notice.documentPrice", "NEGATIVE", "售价不能为负");
        }
        return List.copyOf(check.problems);
    }

    private void contact(String field, Notice.@Nullable Contact contact) {
        if (contact == null) {
            add(field, "REQUIRED", "请填写联系人");
            return;
        }
        text(field + ".name", contact.name());
        text(field + ".phone", contact.phone());
    }

    private void money(Terms terms) {
        if (terms.ceilingPrice() == null) {
            add("terms.ceilingPrice", "REQUIRED", "请填写最高投标限价");
        } else if (!terms.ceilingPrice().isPositive()) {
            add("terms.ceilingPrice", "NOT_POSITIVE", "最高投标限价应大于 0");
        }
        if (terms.deposit() == null) {
            add("terms.deposit", "REQUIRED", "请填写投标保证金，不收取填 0");
        } else if (terms.deposit().amount().signum() < 0) {
            add("terms.deposit", "NEGATIVE", "投标保证金不能为负");
        }
    }

    private void times(Terms terms) {
        required("terms.documentsFrom", terms.documentsFrom());
        required("terms.documentsTo", terms.documentsTo());
        required("terms.bidDeadline", terms.bidDeadline());
        order("terms.documentsTo", terms.documentsFrom(), terms.documentsTo(), "停止发售应晚于开始发出");
        order("terms.bidDeadline", terms.documentsTo(), terms.bidDeadline(), "投标截止应晚于停止发售");
        range("terms.validityDays", terms.validityDays(), 1, 365);
        range("terms.decryptMinutes", terms.decryptMinutes(), 5, 1440);
        range("terms.durationDays", terms.durationDays(), 1, 36_500);
    }

    private void order(String field, @Nullable Instant first, @Nullable Instant second, String message) {
        if (first != null && second != null && !second.isAfter(first)) {
            add(field, "OUT_OF_ORDER", message);
        }
    }

    private void words(Terms terms) {
        text("terms.scope", terms.scope());
        text("terms.qualification", terms.qualification());
        text("terms.quality", terms.quality());
        text("terms.place", terms.place());
        Terms.Mandatory mandatory = terms.mandatory();
        if (mandatory != null) {
            text("terms.mandatory.basis", mandatory.basis());
        }
    }

    private void method(Terms terms) {
        String method = terms.method();
        if (!"EM-1".equals(method) && !"EM-2".equals(method)) {
            add("terms.method", "UNKNOWN", "评标办法为 EM-1 经评审的最低投标价法或 EM-2 综合评估法");
        } else if (method.equals("EM-1") && terms.price() != null) {
            add("terms.price", "NOT_USED", "经评审的最低投标价法不打价格分");
        } else if (method.equals("EM-2") && terms.price() == null) {
            add("terms.price", "REQUIRED", "综合评估法须写明价格分的计算办法");
        }
        Terms.PriceScoring price = terms.price();
        if (price != null) {
            required("terms.price.method", price.method());
            required("terms.price.full", price.full());
            required("terms.price.parameters", price.parameters());
        }
    }

    private void criteria(Terms terms) {
        if (terms.criteria() == null || terms.criteria().isEmpty()) {
            add("terms.criteria", "REQUIRED", "请写明评审标准；没有写入招标文件的标准不得作为评标依据（条例 §49）");
            return;
        }
        if (terms.criteria().size() > CRITERIA) {
            add("terms.criteria", "TOO_MANY", "评审标准不超过 " + CRITERIA + " 条");
            return;
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < terms.criteria().size(); i++) {
            criterion("terms.criteria[" + i + "]", terms.criteria().get(i), ids);
        }
        if ("EM-2".equals(terms.method())) {
            fullMarks(terms);
        } else if (terms.criteria().stream().anyMatch(TermsCheck::isScored)) {
            add("terms.criteria", "NOT_USED", "经评审的最低投标价法没有打分项");
        }
    }

    private void criterion(String field, @Nullable Criterion criterion, Set<String> ids) {
        if (criterion == null || criterion.kind() == null) {
            add(field + ".kind", "REQUIRED", "请选择评审标准的种类");
            return;
        }
        if (criterion.id() == null || !CRITERION.matcher(criterion.id()).matches()) {
            add(field + ".id", "MALFORMED", "编号用字母、数字、点、横线，不超过 40 个字符");
        } else if (!ids.add(criterion.id())) {
            add(field + ".id", "REPEATED", "编号重复：" + criterion.id());
        }
        text(field + ".title", criterion.title());
        text(field + ".text", criterion.text());
        if (isScored(criterion)) {
            marks(field + ".full", criterion.full());
        } else if (criterion.full() != null) {
            add(field + ".full", "NOT_USED", "资格和响应性评审只判合格或不合格，不设分值");
        }
    }

    private static boolean isScored(@Nullable Criterion criterion) {
        return criterion != null
                && criterion.kind() != null
                && switch (criterion.kind()) {
                    case OBJECTIVE, SUBJECTIVE, CREDIT -> true;
                    case QUALIFICATION, RESPONSE -> false;
                };
    }

    private boolean marks(String field, @Nullable String full) {
        boolean good = full != null && MARKS.matcher(full).matches() && new BigDecimal(full).signum() > 0;
        if (!good) {
            add(field, "MALFORMED", "满分为大于 0 的小数，如 30 或 7.5");
        }
        return good;
    }

    /** 综合评估法: what the price and the criteria may earn together is exactly 100. */
    private void fullMarks(Terms terms) {
        Terms.PriceScoring price = terms.price();
        if (price == null
                || !marks("terms.price.full", price.full())
                || problems.stream().anyMatch(problem -> problem.field().endsWith(".full"))) {
            return;
        }
        BigDecimal sum = terms.criteria().stream()
                .filter(TermsCheck::isScored)
                .map(criterion -> new BigDecimal(String.valueOf(criterion.full())))
                .reduce(new BigDecimal(price.full()), BigDecimal::add);
        if (sum.compareTo(HUNDRED) != 0) {
            add("terms.criteria", "SUM_NOT_100", "价格分与各项满分之和应为 100，现在是 " + sum.toPlainString());
        }
    }

    private void required(String field, @Nullable Object value) {
        if (value == null) {
            add(field, "REQUIRED", "此项必填");
        }
    }

    private void text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            add(field, "REQUIRED", "此项必填");
        } else if (value.length() > TEXT) {
            add(field, "TOO_LONG", "不超过 " + TEXT + " 个字");
        }
    }

    private void range(String field, int value, int from, int to) {
        if (value < from || value > to) {
            add(field, "OUT_OF_RANGE", "应在 " + from + " 至 " + to + " 之间");
        }
    }

    private void add(String field, String code, String message) {
        problems.add(new FieldProblem(field, code, message));
    }
}
