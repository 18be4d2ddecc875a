package org.mingjian.exchange.domain;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.spec.Checks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.SampleRecords;
import org.mingjian.spec.Specification;

/**
 * 联调样例: records of one system for one run of its rehearsal. Every value is made up, regions are of province 99; keys
 * and codes belong to this system and run alone, so that nobody's rehearsal meets another's.
 */
public final class Rehearsal {

    /** Number of the record of a dataset that the records below it hang on. */
    static final int MAIN = 1;

    static final int SPARE = 2;
    static final int FIRST_BAD = 3;
    private static final int MOST = 64;
    private static final long SERIALS = 1_000_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final String OPERATOR = "91340200MA2RU2PC14";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

    private final Specification version;
    private final Checks checks;
    private final SampleRecords samples;
    private final Owner owner;

    /**
     * Whose rehearsal.
     *
     * @param system 系统编号, four of 0-9 and A-Z
     * @param run from 1; begins anew after 999
     * @param day for the keys
     */
    public record Owner(String system, int run, LocalDate day) {}

    /**
     * One kind of mistake: a record that fails one named check, and the same without the mistake.
     *
     * @param field the field that is wrong; empty when the record as a whole is
     */
    public record Kind(String rule, String field, DataRecord bad, DataRecord mended) {}

    /**
     * All of one dataset.
     *
     * @param update of {@code good}; {@code delete} of {@code spare}
     */
    public record Sheet(
            Dataset dataset,
            DataRecord good,
            List<Kind> kinds,
            DataRecord update,
            DataRecord spare,
            DataRecord delete) {}

    public Rehearsal(Specification version, Checks checks, Owner owner) {
        this.version = version;
        this.checks = checks;
        this.samples = new SampleRecords(version);
        this.owner = owner;
    }

    public Sheet of(Dataset dataset) {
        DataRecord good = good(dataset, MAIN);
        DataRecord spare = good(dataset, SPARE);
        List<Kind> kinds = Mistakes.of(version, dataset).stream()
                .collect(
                        LinkedHashMap<String, Kind>::new,
                        (found, mistake) -> add(found, dataset, mistake),
                        LinkedHashMap::putAll)
                .values()
                .stream()
                .toList();
        DataRecord changed = changed(dataset, good);
        return new Sheet(dataset, good, kinds, changed, spare, with(spare, spare.fields(), DataRecord.DELETE));
    }

    private void add(Map<String, Kind> found, Dataset dataset, Mistakes.Mistake mistake) {
        if (found.size() + FIRST_BAD >= MOST) {
            return;
        }
        DataRecord mended = good(dataset, FIRST_BAD + found.size());
        Map<String, String> fields = new LinkedHashMap<>(mended.fields());
        mistake.make(fields);
        DataRecord bad = with(mended, fields, DataRecord.INSERT);
        List<String> rules = checks.check(bad).problems().stream()
                .map(problem -> problem.rule())
                .distinct()
                .toList();
        if (rules.size() == 1) {
            found.putIfAbsent(rules.getFirst(), new Kind(rules.getFirst(), mistake.field(), bad, mended));
        }
    }

    /** A description that is different; where there is none, another time stamp. */
    private DataRecord changed(Dataset dataset, DataRecord good) {
        Map<String, String> fields = new LinkedHashMap<>(good.fields());
        for (Field field : dataset.fields()) {
            String value = fields.getOrDefault(field.code(), "");
            boolean words = field.content().kind() == Field.Kind.PLAIN
                    && field.content().codes().isEmpty()
                    && !field.is(Field.Trait.UNIQUE)
                    && value.equals(field.name());
            if (words) {
                fields.put(field.code(), value.substring(0, value.length() - 1) + "改");
                DataRecord changed = with(good, fields, DataRecord.UPDATE);
                if (checks.check(changed).problems().isEmpty()) {
                    return changed;
                }
                fields.put(field.code(), value);
            }
        }
        fields.computeIfPresent("DATA_TIMESTAMP", (code, stamp) -> stamp.substring(0, stamp.length() - 1) + "1");
        return with(good, fields, DataRecord.UPDATE);
    }

    private static DataRecord with(DataRecord record, Map<String, String> fields, int op) {
        return new DataRecord(
                record.dataset(), "", record.key(), op, record.channel(), record.sender(), fields, Map.of());
    }

    /** A record that passes, the {@code index}th of its dataset. */
    DataRecord good(Dataset dataset, int index) {
        DataRecord sample = samples.of(dataset, index);
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        for (Field field : dataset.fields()) {
            if (fields.containsKey(field.code())) {
                own(dataset, field, index).ifPresent(value -> fields.put(field.code(), value));
            }
        }
        String head = owner.system() + dataset.number() + DAY.format(owner.day());
        int serial = owner.run() % 1000 * MOST + index;
        String key = head + String.format("%0" + (22 - head.length()) + "d", serial);
        return new DataRecord(
                dataset.number(), "", key, DataRecord.INSERT, DataRecord.TRIAL, owner.system(), fields, Map.of());
    }

    private Optional<String> own(Dataset dataset, Field field, int index) {
        boolean unique = field.is(Field.Trait.UNIQUE);
        int place = unique ? index : MAIN;
        String project = String.format(
                "E99%07d%03d%04d",
                Integer.parseInt(owner.system(), 36),
                owner.run() % 1000,
                unique && dataset.number().equals("500") ? index : MAIN);
        return switch (field.content().kind()) {
            case REGION -> Optional.of("990100");
            case PLATFORM_CODE -> Optional.of(project.substring(0, 11));
            case PROJECT_CODE -> Optional.of(project);
            case TENDER_PROJECT_CODE ->
                Optional.of(project + serial(dataset.number().equals("501") ? place : MAIN));
            case SECTION_CODE ->
                Optional.of(project + serial(MAIN) + serial(dataset.number().equals("502") ? place : MAIN));
            case TRADE_CODE -> Optional.of(tradeCode(dataset, field, index));
            default -> unique ? Optional.of("T" + number(index)) : Optional.empty();
        };
    }

    private static String serial(int index) {
        return String.format("%03d", index);
    }

    private long number(int index) {
        return (Integer.parseInt(owner.system(), 36) * 1000L + owner.run() % 1000) * MOST + index;
    }

    private String tradeCode(Dataset dataset, Field field, int index) {
        long number = number(dataset.number().equals("502") ? index : MAIN);
        String body = "A01-" + OPERATOR + "-" + DAY.format(FIRST_DAY.plusDays(number / SERIALS)) + "-"
                + String.format("%06d", number % SERIALS) + "-";
        return LETTERS.chars()
                .mapToObj(letter -> body + (char) letter)
                .filter(code ->
                        checks.checkField(dataset.number(), field.code(), code).isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
