package org.mingjian.spec;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record of any dataset that passes every check of its version: the ground of the test kit, of the checks' own tests
 * and of measurements. All values are made up; nobody and nothing real is meant.
 */
public final class SampleRecords {

    private static final String CREDIT_CODE = "91340200MA2RU2PC14";
    private static final String PROJECT = "E1401000001000001";
    private static final String TRADE = "A01-12320000466011756J-20240115-000001-S";
    /** What the fields of a dataset need to agree with each other. */
    private static final Map<String, Map<String, String>> TOGETHER = Map.of(
            "503",
            Map.of(
                    "NOTICE_BID_NUM", "1",
                    "DOC_GET_END_TIME", "20260306170000",
                    "BID_DOC_REFER_END_TIME", "20260325090000",
                    "BID_OPEN_TIME", "20260325090000"),
            "504",
            Map.of(
                    "BID_DOC_REFER_END_TIME",
                    "20260325090000",
                    "BID_OPEN_TIME",
                    "20260325090000",
                    "POST_OPEN_TIME",
                    "20260326090000"),
            "511",
            Map.of("PUBLICITY_END_TIME", "20260305090000"));

    private final Specification version;

    public SampleRecords(Specification version) {
        this.version = version;
    }

    /** A new record 新增 on channel 2 (test), with every field of the version. */
    public DataRecord of(Dataset dataset, int serial) {
        Map<String, String> fields = new LinkedHashMap<>();
        boolean province = dataset.level() == Level.PROVINCE;
        for (Field field : dataset.fields()) {
            if (version.has(field) || province) {
                fields.put(field.code(), value(field));
            }
        }
        fields.putAll(TOGETHER.getOrDefault(dataset.number(), Map.of()));
        String number = dataset.number();
        String head = "9120" + number + "20260301";
        String digits = String.format("%0" + (22 - head.length()) + "d", serial);
        return new DataRecord(number, dataset.table(), head + digits, DataRecord.INSERT, 2, "9120", fields, Map.of());
    }

    private String value(Field field) {
        return switch (field.form()) {
            case FieldForm.Day day -> "20260301";
            case FieldForm.Time time -> "20260301090000";
            case FieldForm.Decimal decimal -> decimal.decimals() > 0 && decimal.digits() > 10 ? "1000000" : "1";
            case FieldForm.Text text -> text(field, text);
        };
    }

    private String text(Field field, FieldForm.Text form) {
        CodeSet codes = version.codeSets().get(field.content().codes());
        if (codes != null && codes.known()) {
            return codes.values().containsKey("0") ? "0".equals(first(codes)) ? "0" : first(codes) : first(codes);
        }
        return switch (field.content().kind()) {
            case CREDIT_CODE, BODY_CODE, ANY_CODE -> CREDIT_CODE;
            case PLATFORM_CODE -> PROJECT.substring(0, 11);
            case TRADE_CODE -> TRADE;
            case PROJECT_CODE -> PROJECT;
            case TENDER_PROJECT_CODE -> PROJECT + "001";
            case SECTION_CODE -> PROJECT + "001001";
            case REGION -> "140100";
            case INDUSTRY -> "E47";
            case ORGAN_CODE -> "MA2RU2PC1";
            case PERSON_CODE -> "000000199001010018";
            case GUID -> "12345678-1234-1234-1234-123456789abc";
            case INVEST_CODE -> "2026-140100-48-01-000001";
            case URL -> "https://www.example.gov.cn/notice/1";
            case PLAIN -> plain(field, form);
        };
    }

    private static String first(CodeSet codes) {
        return codes.values().keySet().iterator().next();
    }

    private static String plain(Field field, FieldForm.Text form) {
        if (form.shortest() > 0) {
            return "1".repeat(form.longest());
        }
        return field.name().length() > form.longest() ? field.name().substring(0, form.longest()) : field.name();
    }
}
