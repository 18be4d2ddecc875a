package org.mingjian.rules.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.mingjian.rules.Answer;
import org.mingjian.rules.Answer.Known;
import org.mingjian.rules.Answer.Unknown;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.rules.Due;
import org.mingjian.rules.Excluded;
import org.mingjian.rules.Hours;
import org.mingjian.rules.LastDay;
import org.mingjian.rules.NaturalDays;
import org.mingjian.rules.OnViolation;
import org.mingjian.rules.Verdict;
import org.mingjian.rules.WorkCalendar;
import org.mingjian.rules.WorkingDays;

/** Judges a clock from its two events, and says when it runs out. */
final class Clocks {

    private final Counting counting;

    Clocks(WorkCalendar calendar) {
        this.counting = new Counting(calendar);
    }

    ClockVerdict judge(Rule rule, Instant start, Instant end, List<Excluded> excluded) {
        if (!(rule.shape() instanceof Shape.Clock clock)) {
            throw new IllegalArgumentException(rule.id() + " is no clock; check it with a Quantity");
        }
        return switch (clock) {
            case Shape.Interval interval -> interval(new Said(rule), interval, new Happened(start, end, excluded));
            case Shape.SameTime same -> sameTime(new Said(rule), same, start, end);
            case Shape.NotAfter order -> {
                boolean good = !start.isAfter(end);
                String actual = good ? "未晚于" : "晚" + words(Duration.between(end, start));
                yield new Said(rule).verdict(good ? Verdict.PASS : Verdict.VIOLATION, actual, "");
            }
            case Shape.Lock lock -> {
                boolean good = !end.isBefore(start);
                yield new Said(rule).verdict(good ? Verdict.PASS : Verdict.VIOLATION, good ? "未推进" : "先答复后收到", "");
            }
        };
    }

    Due due(Rule rule, Instant from, List<Excluded> excluded) {
        return switch (rule.shape()) {
            case Shape.Interval interval -> intervalDue(rule, interval, from, excluded);
            case Shape.SameTime same -> new Due(rule.id(), Answer.known(from), "应在同一时间进行");
            case Shape.NotAfter order -> new Due(rule.id(), Answer.known(from), order.required());
            case Shape other -> throw new IllegalArgumentException(rule.id() + " has no due date");
        };
    }

    private record Happened(Instant start, Instant end, List<Excluded> excluded) {}

    private ClockVerdict interval(Said said, Shape.Interval rule, Happened it) {
        if (it.end().isBefore(it.start()) && !rule.floor() && !rule.pairing().endMayComeFirst()) {
            return said.verdict(Verdict.VIOLATION, "先于起算事件", "结束事件早于起算事件，次序颠倒。");
        }
        return switch (rule.length()) {
            case Hours hours -> {
                Duration actual = Counting.elapsed(it.start(), it.end(), it.excluded());
                int compared = actual.compareTo(Duration.ofHours(hours.count()));
                boolean good = rule.floor() ? compared >= 0 : compared <= 0;
                yield said.verdict(good ? Verdict.PASS : Verdict.VIOLATION, words(actual), "按实际经过的时间计算。");
            }
            case NaturalDays days ->
                byDay(said, rule, it, counting.deadline(it.start(), days, rule.lastDay(), it.excluded()));
            case WorkingDays days -> byDay(said, rule, it, counting.deadline(it.start(), days, it.excluded()));
        };
    }

    private ClockVerdict byDay(Said said, Shape.Interval rule, Happened it, Deadline deadline) {
        LocalDate actual = Counting.day(it.end());
        String counted = actualDays(rule, it);
        String how = explain(rule, Counting.day(it.start()), deadline, it.excluded());
        Verdict verdict = rule.floor() ? floor(deadline, actual) : limit(deadline, actual);
        if (rule.floor() && verdict == Verdict.VIOLATION && !actual.isBefore(deadline.earliest())) {
            // 末日顺延 rests on 民法典 §203, which for tenders is read and not written (【知】): it only warns.
            return said.warning(counted, how + "末日遇法定节假日顺延的口径未经法务核定，仅预警。");
        }
        return said.verdict(verdict, counted, how);
    }

    /** At least: before the earliest possible end it is short; on or after the known end it is long enough. */
    private static Verdict floor(Deadline deadline, LocalDate actual) {
        if (actual.isBefore(deadline.earliest())) {
            return Verdict.VIOLATION;
        }
        return switch (deadline.day()) {
            case Known<LocalDate> known -> actual.isBefore(known.value()) ? Verdict.VIOLATION : Verdict.PASS;
            case Unknown<LocalDate> unknown -> Verdict.UNCERTAIN;
        };
    }

    /**
     * At most: up to the earliest possible end it is in time, whatever is announced; after the known end it is
     * late.
     */
    private static Verdict limit(Deadline deadline, LocalDate actual) {
        if (!actual.isAfter(deadline.earliest())) {
            return Verdict.PASS;
        }
        return switch (deadline.day()) {
            case Known<LocalDate> known -> actual.isAfter(known.value()) ? Verdict.VIOLATION : Verdict.PASS;
            case Unknown<LocalDate> unknown -> Verdict.UNCERTAIN;
        };
    }

    private ClockVerdict sameTime(Said said, Shape.SameTime rule, Instant start, Instant end) {
        if (end.isBefore(start)) {
            return said.verdict(Verdict.VIOLATION, "早" + words(Duration.between(end, start)), "");
        }
        Duration late = Duration.between(start, end);
        if (late.compareTo(rule.tolerance()) > 0) {
            // An opening that is late already cannot be mended by refusing it: it is held and shown.
            return said.warning("晚" + words(late), "");
        }
        return said.verdict(Verdict.PASS, late.isZero() ? "同一时间" : "晚" + words(late), "");
    }

    private Due intervalDue(Rule rule, Shape.Interval interval, Instant from, List<Excluded> excluded) {
        LocalDate first = Counting.day(from);
        if (interval.backward()) {
            return backwardDue(rule, interval, first);
        }
        return switch (interval.length()) {
            case Hours hours ->
                new Due(rule.id(), Answer.known(from.plus(hours.count(), ChronoUnit.HOURS)), "按实际经过的时间计算。");
            case NaturalDays days ->
                dayDue(rule, interval, counting.deadline(from, days, interval.lastDay(), excluded), from, excluded);
            case WorkingDays days -> dayDue(rule, interval, counting.deadline(from, days, excluded), from, excluded);
        };
    }

    private Due backwardDue(Rule rule, Shape.Interval interval, LocalDate end) {
        Answer<LocalDate> last =
                switch (interval.length()) {
                    case NaturalDays days -> Answer.known(counting.calendar().minus(end, days));
                    case WorkingDays days -> counting.calendar().minus(end, days);
                    case Hours hours -> throw new IllegalArgumentException("hours are not counted back");
                };
        return new Due(
                rule.id(),
                last.then(day -> Answer.known(Counting.endOf(day))),
                "自" + end + "倒推" + interval.length().chinese() + "，当日不计入。");
    }

    private Due dayDue(Rule rule, Shape.Interval interval, Deadline deadline, Instant from, List<Excluded> excluded) {
        Answer<Instant> at = deadline.day()
                .then(day -> Answer.known(interval.floor() ? Counting.startOf(day) : Counting.endOf(day)));
        return new Due(rule.id(), at, explain(interval, Counting.day(from), deadline, excluded));
    }

    private String actualDays(Shape.Interval rule, Happened it) {
        LocalDate start = Counting.day(it.start());
        LocalDate end = Counting.day(it.end());
        if (rule.length() instanceof WorkingDays) {
            return switch (counting.calendar().workingDays(start, end)) {
                case Known<WorkingDays> known -> known.value().chinese();
                case Unknown<WorkingDays> unknown -> unknown.missingYear() + "年节假日未公布，无法计数";
            };
        }
        long days = ChronoUnit.DAYS.between(start, end);
        return days + "日";
    }

    private String explain(Shape.Interval rule, LocalDate start, Deadline deadline, List<Excluded> excluded) {
        StringBuilder text = new StringBuilder();
        text.append("按")
                .append(rule.length() instanceof WorkingDays ? "工作日" : "自然日")
                .append("计算，");
        text.append(start).append("当日不计入，").append(start.plusDays(1)).append("起算");
        if (!excluded.isEmpty()) {
            text.append("，扣除不计入的时间").append(excluded.size()).append("段");
        }
        switch (deadline.day()) {
            case Known<LocalDate> known -> {
                text.append("，末日").append(known.value());
                if (rule.lastDay() != LastDay.NONE && !known.value().equals(deadline.counted())) {
                    String why = counting.calendar().holiday(deadline.counted()).orElse("休息日");
                    text.append("（")
                            .append(deadline.counted())
                            .append("为")
                            .append(why)
                            .append("，顺延）");
                }
            }
            case Unknown<LocalDate> unknown -> {
                text.append("，末日不早于").append(deadline.earliest());
                text.append("，").append(unknown.missingYear()).append("年节假日安排未公布，无法判定");
            }
        }
        return text.append("。").toString();
    }

    /** A duration as people say it. */
    private static String words(Duration duration) {
        Duration size = duration.abs();
        String text = size.toDaysPart() > 0 ? size.toDaysPart() + "日" : "";
        text += size.toHoursPart() > 0 ? size.toHoursPart() + "小时" : "";
        text += size.toMinutesPart() > 0 ? size.toMinutesPart() + "分" : "";
        String seconds = size.toMillisPart() > 0
                ? String.format(java.util.Locale.ROOT, "%d.%03d秒", size.toSecondsPart(), size.toMillisPart())
                : size.toSecondsPart() + "秒";
        text += size.toSecondsPart() > 0 || size.toMillisPart() > 0 || text.isEmpty() ? seconds : "";
        return duration.isNegative() ? "-" + text : text;
    }

    /** Builds the verdicts of one rule. */
    private record Said(Rule rule) {

        ClockVerdict verdict(Verdict verdict, String actual, String explanation) {
            return build(verdict, actual, explanation, rule.onViolation());
        }

        ClockVerdict warning(String actual, String explanation) {
            return build(Verdict.VIOLATION, actual, explanation, OnViolation.WARN);
        }

        private ClockVerdict build(Verdict verdict, String actual, String explanation, OnViolation then) {
            String required = rule.shape().required();
            return new ClockVerdict(rule.name(), verdict, required, actual, rule.basis(), then, explanation);
        }
    }
}
