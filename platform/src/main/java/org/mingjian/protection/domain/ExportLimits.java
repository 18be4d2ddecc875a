package org.mingjian.protection.domain;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When what leaves of one kind is unusual, as data: {@code rules/protection/exports.yaml}.
 *
 * @param once rows at one time
 * @param minute rows of one account in a minute: a machine turns pages faster than a person reads them
 * @param hour rows of one account in an hour
 * @param day rows of one account in a day
 * @param night rows of one account in an hour of the night
 */
public record ExportLimits(int once, int minute, int hour, int day, int night, LocalTime nightFrom, LocalTime nightTo) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** What an account has taken out so far, this export not counted. */
    public record SoFar(int minute, int hour, int day) {}

    /** Why it is unusual; empty when it is not. */
    public Optional<String> unusual(int rows, SoFar before, java.time.Instant at) {
        LocalTime time = at.atZone(CHINA).toLocalTime();
        boolean dark = !time.isBefore(nightFrom) || time.isBefore(nightTo);
        if (rows > once) {
            return Optional.of("一次 " + rows + " 条，超过 " + once + " 条");
        }
        if (before.minute() + rows > minute) {
            return Optional.of("一分钟内 " + (before.minute() + rows) + " 条，超过 " + minute + " 条，疑似批量抓取");
        }
        if (dark && before.hour() + rows > night) {
            return Optional.of("夜间一小时内 " + (before.hour() + rows) + " 条，超过 " + night + " 条");
        }
        if (before.hour() + rows > hour) {
            return Optional.of("一小时内 " + (before.hour() + rows) + " 条，超过 " + hour + " 条");
        }
        return before.day() + rows > day
                ? Optional.of("一日内 " + (before.day() + rows) + " 条，超过 " + day + " 条")
                : Optional.empty();
    }
}
