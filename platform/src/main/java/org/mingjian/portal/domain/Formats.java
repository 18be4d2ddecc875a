package org.mingjian.portal.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times, amounts and sizes as people read them; Asia/Shanghai, 元 and 万元. */
public final class Formats {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(Bodies.ZONE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Bodies.ZONE);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Bodies.ZONE);
    private static final BigDecimal WAN = BigDecimal.valueOf(10_000);

    private Formats() {}

    public static String day(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at);
    }

    public static String minute(@Nullable Instant at) {
        return at == null ? "" : MINUTE.format(at);
    }

    public static String second(@Nullable Instant at) {
        return at == null ? "" : SECOND.format(at);
    }

    /** Exact, with 元. */
    public static String yuan(BigDecimal amount) {
        BigDecimal shown = amount.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : amount;
        return grouped(shown.scale()).format(shown) + " 元";
    }

    /** For heads and lists: exact in 万元, without needless zeros. */
    public static String wan(@Nullable BigDecimal amount) {
        return amount == null ? "" : wanFigure(amount) + " 万元";
    }

    /** As {@link #wan}, without the unit. */
    public static String wanFigure(BigDecimal amount) {
        BigDecimal shown =
                amount.divide(WAN, amount.scale() + 4, RoundingMode.UNNECESSARY).stripTrailingZeros();
        if (shown.scale() < 2) {
            shown = shown.setScale(2, RoundingMode.UNNECESSARY);
        }
        return grouped(shown.scale()).format(shown);
    }

    public static String count(long count) {
        return grouped(0).format(count);
    }

    private static DecimalFormat grouped(int decimals) {
        String pattern = decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals);
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }

    /** Two largest parts, as {@code 2 天 3 小时}. */
    public static String left(Duration time) {
        Duration span = time.isNegative() ? time.negated() : time;
        if (span.toDays() > 0) {
            return span.toDays() + " 天 " + span.toHoursPart() + " 小时";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " 小时 " + span.toMinutesPart() + " 分";
        }
        if (span.toMinutes() > 0) {
            return span.toMinutes() + " 分 " + span.toSecondsPart() + " 秒";
        }
        return span.toSeconds() + " 秒";
    }

    public static String size(long bytes) {
        if (bytes < 1_024) {
            return bytes + " B";
        }
        if (bytes < 1_048_576) {
            return String.format(Locale.ROOT, "%.1f KB", bytes / 1_024.0);
        }
        if (bytes < 1_073_741_824L) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / 1_048_576.0);
        }
        return String.format(Locale.ROOT, "%.2f GB", bytes / 1_073_741_824.0);
    }
}
