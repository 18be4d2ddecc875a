package org.mingjian.exchange.store;

/**
 * 报送时限 in SQL (运行管理办法 §9): a trade's record in less than ten minutes, one of subjects, experts, credit or
 * supervision on its day. What has not arrived while its time is not up is neither in time nor late.
 */
final class TimeLimits {

    /** 主体、专家、信用、监管 (datasets 100 … 499): due on the same day. */
    static final String SAME_DAY = "o.dataset ~ '^[1-4][0-9][0-9]$'";

    /** True before the duty to report began ({@link DutyStore}): on no side. */
    static final String EARLY = "o.due < duty.begins";

    private static final String OWED = "not (" + EARLY + ") and ";

    private TimeLimits() {}

    /**
     * The first moment that is too late.
     *
     * @param due from when the time of a row {@code o} runs
     */
    static String end(String due) {
        return "(case when " + SAME_DAY + " then (date_trunc('day', " + due
                + " at time zone 'Asia/Shanghai') + interval '1 day') at time zone 'Asia/Shanghai' else " + due
                + " + interval '10 minutes' end)";
    }

    /**
     * @param arrived when the row arrived; null while it has not
     */
    static String inTime(String arrived) {
        return OWED + arrived + " < " + end("o.due");
    }

    static String late(String arrived) {
        return OWED + "coalesce(" + arrived + ", :now) >= " + end("o.due");
    }

    static String pending(String arrived) {
        return OWED + arrived + " is null and :now < " + end("o.due");
    }
}
