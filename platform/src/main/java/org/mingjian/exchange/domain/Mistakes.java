package org.mingjian.exchange.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.FieldForm;
import org.mingjian.spec.Specification;

/** What systems get wrong: one change of a good record each, for every field of a dataset. */
final class Mistakes {

    private Mistakes() {}

    /** @param value what the field says instead; empty when it is left out */
    record Mistake(String field, String value) {

        void make(Map<String, String> fields) {
            if (value.isEmpty()) {
                fields.remove(field);
            } else {
                fields.put(field, value);
            }
        }
    }

    static List<Mistake> of(Specification version, Dataset dataset) {
        List<Mistake> mistakes = new ArrayList<>();
        for (Field field : version.fieldsOf(dataset)) {
            if (version.asksFor(field)) {
                mistakes.add(new Mistake(field.code(), ""));
            }
            for (String value : wrong(field)) {
                mistakes.add(new Mistake(field.code(), value));
            }
        }
        return mistakes;
    }

    private static List<String> wrong(Field field) {
        return switch (field.form()) {
            case FieldForm.Day day -> List.of("20230229", "2026-03-01", "18990101");
            case FieldForm.Time time -> List.of("20230229090000", "19000101000000", "21991231235959");
            case FieldForm.Decimal decimal ->
                List.of(
                        "一百万",
                        "1" + "0".repeat(decimal.digits()),
                        "1." + "1".repeat(decimal.decimals() + 1),
                        "-1",
                        "7");
            case FieldForm.Text text -> text(field, text);
        };
    }

    private static List<String> text(Field field, FieldForm.Text form) {
        List<String> values = new ArrayList<>();
        if (form.longest() < 5000) {
            values.add("长".repeat(form.longest() + 1));
        }
        values.add("乱\uFFFD码");
        if (!field.content().codes().isEmpty()) {
            values.add("~".repeat(Math.max(1, form.shortest())));
        }
        values.addAll(
                switch (field.content().kind()) {
                    case PLAIN -> List.<String>of();
                    case CREDIT_CODE, BODY_CODE, ANY_CODE -> List.of("91340200MA2RU2PC15");
                    case PLATFORM_CODE -> List.of("X0000000001");
                    case TRADE_CODE ->
                        List.of(
                                "A01-91340200MA2RU2PC14-20241315-000001-0",
                                "A01-91340200MA2RU2PC14-20240115-000001-0",
                                "A01-91340200MA2RU2PC14-20240115-000001-1");
                    case PROJECT_CODE -> List.of("E0000000000000001");
                    case TENDER_PROJECT_CODE -> List.of("E0000000000000001001");
                    case SECTION_CODE -> List.of("E0000000000000001001001");
                    case REGION -> List.of("000000");
                    case INDUSTRY -> List.of("Z99");
                    case ORGAN_CODE -> List.of("MA2RU2PC2");
                    case PERSON_CODE -> List.of("000000199013010018");
                    case GUID -> List.of("zzzzzzzz-1234-1234-1234-123456789abc");
                    case INVEST_CODE -> List.of("202614010048010000010001");
                    case URL -> List.of("见平台首页");
                });
        return values;
    }
}
