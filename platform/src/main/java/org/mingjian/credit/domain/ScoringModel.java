package org.mingjian.credit.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditRecord.Category;
import org.mingjian.credit.Score;

/**
 * 信用评分模型, dated data: {@code rules/credit/scoring.yaml}.
 *
 * @param from first day, inclusive
 * @param to the day after the last one
 * @param years records decided longer ago no longer count
 */
public record ScoringModel(
        String name,
        LocalDate from,
        LocalDate to,
        String basis,
        int base,
        int floor,
        int ceiling,
        int years,
        Map<Category, Integer> points) {

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    public Score score(List<CreditRecord> records, LocalDate day) {
        List<Score.Reason> reasons = new ArrayList<>();
        int value = base;
        for (CreditRecord record : records) {
            boolean recent = record.decidedOn().isAfter(day.minusYears(years));
            if (record.countsOn(day) && recent) {
                int delta = points.getOrDefault(record.category(), 0);
                value += delta;
                reasons.add(
                        new Score.Reason(record.decision(), record.category().title(), record.decidedOn(), delta));
            }
        }
        long grave = records.stream()
                .filter(record -> record.category() == Category.COLLUSION)
                .filter(record -> record.countsOn(day))
                .filter(record -> record.decidedOn().isAfter(day.minusYears(3)))
                .count();
        int bounded = Math.max(floor, Math.min(ceiling, value));
        return new Score(name, basis, day, base, ceiling, bounded, List.copyOf(reasons), grave >= 2);
    }
}
