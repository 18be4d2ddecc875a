package org.mingjian.spec.domain;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.spec.CodeSet;
import org.mingjian.spec.Field;
import org.mingjian.spec.FieldForm;

/** All that is checked of one value of one field, made once from the specification. */
final class FieldCheck {

    private final Field field;
    private final FieldForm form;
    private final Field.Kind kind;
    private final boolean many;
    private final @Nullable CodeSet codes;
    private final boolean amount;

    FieldCheck(Field field, Map<String, CodeSet> codeSets) {
        this.field = field;
        this.form = field.form();
        this.kind = field.content().kind();
        this.many = field.content().many();
        String set = field.content().codes();
        CodeSet found = codeSets.get(set);
        if (found == null && !set.isEmpty()) {
            throw new IllegalArgumentException("the field " + field.code() + " names the unknown code set " + set);
        }
        this.codes = found != null && found.known() ? found : null;
        String code = field.code();
        this.amount = code.contains("PRICE") || code.contains("AMOUNT") || code.contains("CAPITAL");
    }

    Field field() {
        return field;
    }

    /** A value that is there. */
    void check(String value, Findings out) {
        if (!readable(value)) {
            out.add(Rule.FIELD_CHARACTERS, field, value, "");
            return;
        }
        switch (form) {
            case FieldForm.Text text -> text(value, text, out);
            case FieldForm.Decimal decimal -> decimal(value, decimal, out);
            case FieldForm.Day day -> {
                if (value.length() != 8 || !Shapes.day(value, 0)) {
                    out.add(Rule.FIELD_DATE, field, value, day.notation());
                }
            }
            case FieldForm.Time time -> {
                if (!Shapes.time(value)) {
                    out.add(Rule.FIELD_DATE, field, value, time.notation());
                }
            }
        }
    }

    /** No control characters, and none that tells of a wrong decoding. */
    private static boolean readable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == '\uFFFD' || c == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private void text(String value, FieldForm.Text text, Findings out) {
        if (!many || value.indexOf(';') < 0) {
            if (many && value.indexOf('；') >= 0 && kind != Field.Kind.PLAIN) {
                out.add(Rule.FIELD_LIST, field, value, "");
            } else {
                item(value, text, out);
            }
            return;
        }
        int from = 0;
        while (from <= value.length()) {
            int end = value.indexOf(';', from);
            end = end < 0 ? value.length() : end;
            if (end == from) {
                out.add(Rule.FIELD_LIST, field, value, "");
                return;
            }
            item(value.substring(from, end), text, out);
            from = end + 1;
        }
    }

    private void item(String value, FieldForm.Text text, Findings out) {
        int length = value.length();
        if (length > text.longest()) {
            length = value.codePointCount(0, length);
        }
        if (text.shortest() == text.longest() && length != text.longest()) {
            String exactly = form.notation() + "（正好" + text.longest() + "个字符）";
            out.add(Rule.FIELD_LENGTH, field, value, exactly + "，实为" + length + "个字符");
        } else if (length > text.longest()) {
            String most = form.notation() + "（至多" + text.longest() + "个字符）";
            out.add(Rule.FIELD_TOO_LONG, field, value, most + "，实为" + length + "个字符");
        } else {
            meaning(value, out);
            if (codes != null) {
                code(value, codes, out);
            }
        }
    }

    private void code(String value, CodeSet set, Findings out) {
        String looked = set.prefix() > 0 && value.length() > set.prefix() ? value.substring(0, set.prefix()) : value;
        if (!set.values().containsKey(looked)) {
            out.add(set.complete() ? Rule.FIELD_CODE : Rule.FIELD_CODE_UNLISTED, field, value, allowed(set));
        }
    }

    private static String allowed(CodeSet set) {
        StringBuilder words = new StringBuilder(set.name()).append('：');
        int left = 12;
        for (Map.Entry<String, String> entry : set.values().entrySet()) {
            if (left-- == 0) {
                return words.append("…").toString();
            }
            words.append(entry.getKey()).append(' ').append(entry.getValue()).append('、');
        }
        words.setLength(words.length() - 1);
        return words.toString();
    }

    private void decimal(String value, FieldForm.Decimal form, Findings out) {
        int at = value.startsWith("-") ? 1 : 0;
        int whole = 0;
        int behind = -1;
        for (int i = at; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '.' && behind < 0 && i > at) {
                behind = 0;
            } else if (c < '0' || c > '9') {
                out.add(Rule.FIELD_NUMBER, field, value, form.notation());
                return;
            } else if (behind >= 0) {
                behind++;
            } else {
                whole++;
            }
        }
        if (whole == 0 || behind == 0) {
            out.add(Rule.FIELD_NUMBER, field, value, form.notation());
        } else if (whole > form.digits() - form.decimals() || behind > form.decimals()) {
            out.add(Rule.FIELD_DIGITS, field, value, form.notation());
        } else if (at == 1 && amount) {
            out.add(Rule.FIELD_NEGATIVE, field, value, "");
        } else if (codes != null) {
            code(value, codes, out);
        }
    }

    private void meaning(String value, Findings out) {
        switch (kind) {
            case PLAIN -> {}
            case CREDIT_CODE ->
                need(value.length() == 18 && Shapes.creditCode(value, 0), Rule.FIELD_CREDIT_CODE, value, out);
            case PLATFORM_CODE -> need(Shapes.nested(value, 11, out.trial()), Rule.FIELD_PLATFORM_CODE, value, out);
            case TRADE_CODE -> tradeCode(value, out);
            case PROJECT_CODE -> need(Shapes.nested(value, 17, out.trial()), Rule.FIELD_NESTED_CODE, value, out);
            case TENDER_PROJECT_CODE -> need(Shapes.nested(value, 20, out.trial()), Rule.FIELD_NESTED_CODE, value, out);
            case SECTION_CODE -> need(Shapes.nested(value, 23, out.trial()), Rule.FIELD_NESTED_CODE, value, out);
            case REGION -> {
                boolean region = value.length() == 6 && Shapes.region(value, 0, out.trial());
                need(region, Rule.FIELD_REGION, value, out);
            }
            case INDUSTRY -> need(Shapes.industry(value), Rule.FIELD_INDUSTRY, value, out);
            case ORGAN_CODE -> need(Shapes.organCode(value), Rule.FIELD_BODY_CODE, value, out);
            case BODY_CODE -> need(bodyCode(value), Rule.FIELD_BODY_CODE, value, out);
            case ANY_CODE -> need(bodyCode(value) || Shapes.personCode(value), Rule.FIELD_BODY_CODE, value, out);
            case PERSON_CODE -> need(Shapes.personCode(value), Rule.FIELD_PERSON_CODE, value, out);
            case GUID -> need(Shapes.guid(value), Rule.FIELD_GUID, value, out);
            case INVEST_CODE -> need(investCode(value), Rule.FIELD_INVEST_CODE, value, out);
            case URL -> need(Shapes.url(value), Rule.FIELD_URL, value, out);
        }
    }

    private void need(boolean holds, Rule rule, String value, Findings out) {
        if (!holds) {
            out.add(rule, field, value, kind.words());
        }
    }

    private static boolean bodyCode(String value) {
        return value.length() == 18 ? Shapes.creditCode(value, 0) : Shapes.organCode(value);
    }

    private void tradeCode(String value, Findings out) {
        if (!Shapes.tradeCode(value)) {
            out.add(Rule.FIELD_TRADE_CODE, field, value, "");
        } else if (Shapes.tradeCodeCheck(value) != value.charAt(39)) {
            out.add(Rule.FIELD_TRADE_CODE_CHECK, field, value, String.valueOf(Shapes.tradeCodeCheck(value)));
        }
    }

    /** 年份-地区（部门）-行业-类型-流水: 2026-320000-47-01-123456. */
    private static boolean investCode(String value) {
        if (value.length() != 24) {
            return false;
        }
        for (int i = 0; i < 24; i++) {
            boolean hyphen = i == 4 || i == 11 || i == 14 || i == 17;
            char c = value.charAt(i);
            if (hyphen != (c == '-') || !hyphen && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
