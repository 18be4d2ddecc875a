package org.mingjian.spec.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;

/** What fields of one record say together; made once for each dataset. A wrong value is passed over. */
final class RecordCheck {

    /** 30 亿元: beyond it an amount is taken for a wrong unit until someone has looked. */
    private static final BigDecimal CEILING = new BigDecimal("3000000000");

    private static final BigDecimal TEN_THOUSAND = new BigDecimal("10000");

    private final Dataset dataset;
    private final Map<String, Field> fields = new java.util.HashMap<>();
    private final List<Field> conditional;
    private final List<Relations.Order> orders;
    private final List<Relations.Period> periods;
    private final List<Relations.Amount> amounts;
    private final List<Relations.Count> counts;
    private final boolean hasClass;

    RecordCheck(Dataset dataset, List<Field> asked, Relations relations) {
        this.dataset = dataset;
        dataset.fields().forEach(field -> fields.put(field.code(), field));
        this.conditional = asked.stream()
                .filter(field -> field.presence().when().isPresent())
                .toList();
        String number = dataset.number();
        this.orders = relations.orders().getOrDefault(number, List.of());
        this.periods = relations.periods().getOrDefault(number, List.of());
        this.amounts = relations.amounts().getOrDefault(number, List.of());
        this.counts = relations.counts().getOrDefault(number, List.of());
        this.hasClass = dataset.family().equals("construction");
    }

    void check(DataRecord record, Findings out) {
        for (Field field : conditional) {
            Field.Condition when = field.presence().when().orElseThrow();
            if (when.value().equals(record.value(when.field()))
                    && record.value(field.code()).isBlank()
                    && !record.withheld().containsKey(field.code())) {
                out.add(Rule.RECORD_CONDITION, field, "", name(when.field()) + "为" + when.value() + "时");
            }
        }
        orders.forEach(order -> order(order, record, out));
        periods.forEach(period -> period(period, record, out));
        amounts.forEach(amount -> amount(amount, record, out));
        counts.forEach(count -> count(count, record, out));
        nesting(record, out);
        together(record, out);
        tradeClass(record, out);
        if (dataset.number().equals("100")
                && record.value("TAX_CERT_NO").isEmpty()
                && record.value("LOCAL_TAX_CERT_NO").isEmpty()) {
            out.add(Rule.RECORD_TAX, "TAX_CERT_NO", "", "");
        }
    }

    private String name(String field) {
        Field found = fields.get(field);
        return found == null ? field : found.name();
    }

    private static boolean date(String value) {
        return value.length() == 14 ? Shapes.time(value) : value.length() == 8 && Shapes.day(value, 0);
    }

    private void order(Relations.Order order, DataRecord record, Findings out) {
        String first = record.value(order.first());
        String then = record.value(order.then());
        if (!date(first) || !date(then)) {
            return;
        }
        int length = Math.min(first.length(), then.length());
        if (first.substring(0, length).compareTo(then.substring(0, length)) > 0) {
            String more = name(order.first()) + first + "晚于" + name(order.then()) + then;
            out.add(Rule.RECORD_DATES, order.first(), first, more);
        }
    }

    private void period(Relations.Period period, DataRecord record, Findings out) {
        String first = record.value(period.first());
        String then = record.value(period.then());
        boolean asked = period.only().entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(record.value(entry.getKey())));
        if (!asked || !date(first) || !date(then)) {
            return;
        }
        long days = ChronoUnit.DAYS.between(day(first), day(then));
        if (days < period.days()) {
            String more = name(period.first()) + "至" + name(period.then()) + "只有" + days + "日，最短"
                    + period.days() + "日（"
                    + period.basis() + "）";
            out.add(Rule.RECORD_PERIOD, period.then(), then, more);
        }
    }

    private static LocalDate day(String value) {
        return LocalDate.of(Shapes.number(value, 0, 4), Shapes.number(value, 4, 6), Shapes.number(value, 6, 8));
    }

    private void amount(Relations.Amount amount, DataRecord record, Findings out) {
        String value = record.value(amount.amount());
        String form = record.value("PRICE_FORM_CODE");
        if (value.isEmpty()) {
            if (form.equals("1") && !amount.other().isEmpty()) {
                out.add(Rule.RECORD_PRICE_FORM, amount.amount(), "", name(amount.amount()));
            }
            return;
        }
        if (!form.isEmpty()
                && !form.equals("1")
                && !amount.other().isEmpty()
                && record.value(amount.other()).isEmpty()) {
            out.add(Rule.RECORD_PRICE_FORM, amount.other(), "", name(amount.other()));
        }
        boolean currency =
                amount.currency().isEmpty() || !record.value(amount.currency()).isEmpty();
        boolean unit = amount.unit().isEmpty() || !record.value(amount.unit()).isEmpty();
        if (!currency || !unit) {
            out.add(
                    Rule.RECORD_AMOUNT_UNIT,
                    amount.amount(),
                    value,
                    currency ? name(amount.unit()) : name(amount.currency()));
        }
        if (value.length() > 30 || !number(value)) {
            return;
        }
        BigDecimal money = new BigDecimal(value);
        if (money.signum() == 0) {
            out.add(Rule.RECORD_AMOUNT_ZERO, amount.amount(), value, name(amount.amount()));
        }
        BigDecimal yuan = record.value(amount.unit()).equals("1") ? money.multiply(TEN_THOUSAND) : money;
        if (amount.ceiling() && yuan.compareTo(CEILING) > 0) {
            out.add(Rule.RECORD_AMOUNT_CEILING, amount.amount(), value, name(amount.amount()));
        }
    }

    private static boolean number(String value) {
        int point = value.indexOf('.');
        return point < 0
                ? Shapes.digits(value, 0, value.length())
                : point > 0
                        && point < value.length() - 1
                        && Shapes.digits(value, 0, point)
                        && Shapes.digits(value, point + 1, value.length());
    }

    private void count(Relations.Count count, DataRecord record, Findings out) {
        String number = record.value(count.number());
        String list = record.value(count.list());
        if (number.isEmpty() || list.isEmpty() || number.length() > 4 || !Shapes.digits(number, 0, number.length())) {
            return;
        }
        int items = items(list);
        if (Shapes.number(number, 0, number.length()) != items) {
            out.add(Rule.RECORD_COUNT, count.number(), number, name(count.list()) + "有" + items + "项");
        }
    }

    private static int items(String list) {
        int items = 1;
        for (int i = 0; i < list.length(); i++) {
            if (list.charAt(i) == ';') {
                items++;
            }
        }
        return items;
    }

    /** 项目编号, 招标项目编号, 标段编号 each begin with the one before. */
    private void nesting(DataRecord record, Findings out) {
        String project = record.value("PROJECT_CODE");
        String tender = record.value("TENDER_PROJECT_CODE");
        if (project.length() == 17 && tender.length() == 20 && !tender.startsWith(project)) {
            out.add(Rule.RECORD_NESTING, "TENDER_PROJECT_CODE", tender, project);
        }
        if (tender.length() != 20) {
            return;
        }
        for (String field : List.of("BID_SECTION_CODE", "BID_SECTION_CODES")) {
            String sections = record.value(field);
            for (int from = 0; from + 23 <= sections.length(); from += 24) {
                if (!sections.startsWith(tender, from)) {
                    out.add(Rule.RECORD_NESTING, field, sections.substring(from, from + 23), tender);
                    return;
                }
            }
        }
    }

    /** As many 统一交易标识码 as 标段编号. */
    private void together(DataRecord record, Findings out) {
        String codes = record.value("UNIFIED_DEAL_CODES");
        String sections = record.value("BID_SECTION_CODES");
        sections = sections.isEmpty() ? record.value("BID_SECTION_CODE") : sections;
        if (!codes.isEmpty() && !sections.isEmpty() && items(codes) != items(sections)) {
            String more = items(sections) + "个标段编号，" + items(codes) + "个统一交易标识码";
            out.add(Rule.RECORD_CODES_TOGETHER, "UNIFIED_DEAL_CODES", codes, more);
        }
    }

    /** The class in a 统一交易标识码 agrees with the dataset and with 招标项目类型. */
    private void tradeClass(DataRecord record, Findings out) {
        String code = record.value("UNIFIED_DEAL_CODE");
        code = code.isEmpty() ? record.value("UNIFIED_DEAL_CODES") : code;
        if (!hasClass || code.length() < 40) {
            return;
        }
        String type = record.value("TENDER_PROJECT_TYPE");
        char letter = code.charAt(0);
        if (letter != 'A' && letter != 'G') {
            out.add(Rule.RECORD_CLASS, "UNIFIED_DEAL_CODE", code, "工程建设数据集的统一交易标识码应以A或G类开头");
        } else if (type.length() == 3 && !code.startsWith(type)) {
            out.add(Rule.RECORD_CLASS, "UNIFIED_DEAL_CODE", code, "与招标项目类型" + type + "不一致");
        }
    }
}
