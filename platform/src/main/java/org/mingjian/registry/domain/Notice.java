package org.mingjian.registry.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When an outage has to be told (运行管理办法 §25): a planned one beforehand, which is refused when it is too late; an
 * unplanned one 及时. The policy names no hours, so those of the settings only warn.
 */
public final class Notice {

    static final String BASIS = "运行管理办法 §25";

    private Notice() {}

    /** A planned outage that has begun is none. */
    public static boolean isTooLate(Instant startsAt, Instant now) {
        return !now.isBefore(startsAt);
    }

    public static List<String> planned(Instant startsAt, Instant now, Duration ahead) {
        List<String> warnings = new ArrayList<>();
        if (Duration.between(now, startsAt).compareTo(ahead) < 0) {
            warnings.add(BASIS + "（提前通知；不少于" + ahead.toHours() + "小时为本平台的设置，只作提示）：距开始不足" + ahead.toHours() + "小时");
        }
        return warnings;
    }

    public static List<String> unplanned(Instant startsAt, Instant now, Duration soon) {
        List<String> warnings = new ArrayList<>();
        if (Duration.between(startsAt, now).compareTo(soon) > 0) {
            warnings.add(BASIS + "（及时报告；" + soon.toMinutes() + "分钟为本平台的设置，只作提示）：发生" + soon.toMinutes() + "分钟以后才报告");
        }
        return warnings;
    }
}
