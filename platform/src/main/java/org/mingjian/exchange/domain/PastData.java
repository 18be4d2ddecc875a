package org.mingjian.exchange.domain;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Past data say themselves when they became true; 报送时限 runs from there, not from when they were brought in. */
public final class PastData {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final int DAY = 8;
    private static final int SECOND = 14;

    private PastData() {}

    /**
     * When something became true.
     *
     * @param written a day or a moment in Beijing time, with any marks between the digits
     * @param now for what cannot be read, and the latest it can be
     */
    public static Instant since(String written, Instant now) {
        String digits = written.replaceAll("\\D", "");
        if (digits.length() < DAY) {
            return now;
        }
        String whole = (digits + "000000").substring(0, SECOND);
        try {
            Instant said = LocalDateTime.parse(whole, STAMP).atZone(CHINA).toInstant();
            return said.isBefore(now) ? said : now;
        } catch (DateTimeException noMoment) {
            return now;
        }
    }
}
