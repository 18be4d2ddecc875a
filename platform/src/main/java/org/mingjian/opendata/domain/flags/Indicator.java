package org.mingjian.opendata.domain.flags;

/** One indicator: sees every contracting process once, in any order, then says what it found. */
interface Indicator {

    /** Called for each contracting process that is not cancelled or excluded. */
    void take(Process process);

    /** Called once, after the last process. */
    void finish(Findings findings);

    /** A number for people: at most four decimals. */
    static String shown(double value) {
        return Double.isNaN(value)
                ? "—"
                : java.math.BigDecimal.valueOf(value)
                        .setScale(4, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** A ratio in percent, for people. */
    static String percent(double ratio) {
        return Double.isFinite(ratio) ? shown(ratio * 100) + "%" : "—";
    }
}
