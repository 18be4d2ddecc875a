package org.mingjian.intake.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjian.intake.domain.Draft.AttachmentKind;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.kernel.Money;

/** What is missing or wrong in a registration before it can be submitted, in words at the field. */
public final class DraftCheck {

    /** 年份-地区-行业-项目类型-流水号, 24 characters. */
    private static final Pattern INVESTMENT = Pattern.compile("\\d{4}-\\d{6}-\\d{2}-\\d{2}-\\d{6}");

    private static final Pattern REGION = Pattern.compile("\\d{6}");
    private static final Pattern CLASS = Pattern.compile("A\\d{2}");
    private static final Pattern PHONE = Pattern.compile("[0-9+() -]{7,20}");
    private static final int SHORT = 100;
    private static final int LONG = 200;
    private static final int SAVED = 500;
    private static final int FILES = 50;

    private final List<FieldProblem> problems = new ArrayList<>();

    private DraftCheck() {}

    /** @param byAgency an agency applies; it names its client and shows the contract */
    public static List<FieldProblem> of(Draft draft, boolean byAgency) {
        DraftCheck check = new DraftCheck();
        check.project(draft);
        check.parties(draft, byAgency);
        check.attachments(draft, byAgency || draft.tenderer().agencyCreditCode() != null);
        return List.copyOf(check.problems);
    }

    /** What cannot even be saved, so that nobody fills the database with a form. */
    public static List<FieldProblem> tooLong(Draft draft) {
        List<FieldProblem> problems = new ArrayList<>();
        Map<String, Optional<String>> texts = new LinkedHashMap<>();
        texts.put("projectName", Optional.ofNullable(draft.projectName()));
        texts.put("investmentCode", Optional.ofNullable(draft.investmentCode()));
        texts.put("approval.number", Optional.ofNullable(draft.approval().number()));
        texts.put("approval.authority", Optional.ofNullable(draft.approval().authority()));
        texts.put("funding.note", Optional.ofNullable(draft.funding().note()));
        texts.put("regionCode", Optional.ofNullable(draft.regionCode()));
        texts.put("tradeClass", Optional.ofNullable(draft.tradeClass()));
        texts.put("tenderer.creditCode", Optional.ofNullable(draft.tenderer().creditCode()));
        texts.put(
                "tenderer.agencyCreditCode",
                Optional.ofNullable(draft.tenderer().agencyCreditCode()));
        texts.put("sectionName", Optional.ofNullable(draft.sectionName()));
        texts.put("estimate", Optional.ofNullable(draft.estimate()));
        texts.put("contact.name", Optional.ofNullable(draft.contact().name()));
        texts.put("contact.phone", Optional.ofNullable(draft.contact().phone()));
        texts.forEach((field, text) -> text.filter(words -> words.length() > SAVED)
                .ifPresent(words -> problems.add(new FieldProblem(field, "TOO_LONG", "不超过 " + SAVED + " 个字"))));
        if (draft.attachments().size() > FILES) {
            problems.add(new FieldProblem("attachments", "TOO_MANY", "附件不超过 " + FILES + " 个"));
        }
        for (int i = 0; i < draft.attachments().size(); i++) {
            if (isMissing(draft.attachments().get(i).kind())) {
                problems.add(new FieldProblem("attachments[" + i + "].kind", "REQUIRED", "请说明附件是什么"));
            }
            if (isMissing(draft.attachments().get(i).document())) {
                problems.add(new FieldProblem("attachments[" + i + "].document", "REQUIRED", "请先上传附件"));
            }
        }
        return problems;
    }

    /** What came as JSON may lack what the type says is there. */
    private static boolean isMissing(@Nullable Object given) {
        return given == null;
    }

    private void project(Draft draft) {
        text("projectName", draft.projectName(), LONG);
        shaped("investmentCode", draft.investmentCode(), INVESTMENT, "投资项目统一代码形如 2026-990100-48-01-000001");
        chosen("approval.kind", draft.approval().kind());
        text("approval.number", draft.approval().number(), SHORT);
        text("approval.authority", draft.approval().authority(), SHORT);
        chosen("funding.kind", draft.funding().kind());
        shaped("regionCode", draft.regionCode(), REGION, "行政区划代码为 6 位数字");
        shaped("tradeClass", draft.tradeClass(), CLASS, "工程建设项目的分类代码为 A 和两位数字，如 A01 房屋建筑");
        text("sectionName", draft.sectionName(), LONG);
        estimate(draft.estimate());
        text("contact.name", draft.contact().name(), SHORT);
        shaped("contact.phone", draft.contact().phone(), PHONE, "请填写能打通的电话");
    }

    private void estimate(@Nullable String estimate) {
        if (estimate == null || estimate.isBlank()) {
            add("estimate", "REQUIRED", "请填写招标项目估算价");
        } else if (money(estimate).filter(Money::isPositive).isEmpty()) {
            add("estimate", "MALFORMED", "估算价以元为单位，大于 0，最多两位小数，如 18500000.00");
        }
    }

    /** An amount in whole 分, or nothing. */
    private static Optional<Money> money(String text) {
        try {
            return Optional.of(Money.of(text)).filter(money -> money.amount().scale() == 2);
        } catch (IllegalArgumentException notMoney) {
            return Optional.empty();
        }
    }

    private void parties(Draft draft, boolean byAgency) {
        if (byAgency) {
            text("tenderer.creditCode", draft.tenderer().creditCode(), LONG);
        }
    }

    private void attachments(Draft draft, boolean agencyActs) {
        required(draft, AttachmentKind.APPROVAL);
        required(draft, AttachmentKind.FUNDING);
        if (agencyActs) {
            required(draft, AttachmentKind.AGENCY_CONTRACT);
        }
    }

    private void required(Draft draft, AttachmentKind kind) {
        if (!draft.has(kind)) {
            add("attachments", "ATTACHMENT_MISSING", "缺少附件：" + kind.title());
        }
    }

    private void text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            add(field, "REQUIRED", "此项必填");
        } else if (value.length() > most) {
            add(field, "TOO_LONG", "不超过 " + most + " 个字");
        }
    }

    private void chosen(String field, @Nullable Object value) {
        if (value == null) {
            add(field, "REQUIRED", "请选择一项");
        }
    }

    private void shaped(String field, @Nullable String value, Pattern shape, String hint) {
        if (value == null || value.isBlank()) {
            add(field, "REQUIRED", "此项必填");
        } else if (!shape.matcher(value).matches()) {
            add(field, "MALFORMED", hint);
        }
    }

    private void add(String field, String code, String message) {
        problems.add(new FieldProblem(field, code, message));
    }
}
