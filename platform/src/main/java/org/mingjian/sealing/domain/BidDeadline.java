package org.mingjian.sealing.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.mingjian.kernel.Refusal;

/** 投标截止: a bid is in time when the whole command had arrived at the server at the deadline or before. */
public final class BidDeadline {

    public static final String BASIS = "招标投标法 §28、§36，招标投标法实施条例 §36";

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));

    private BidDeadline() {}

    /** The refusal of what arrived after the deadline, be it by a millisecond. */
    public static Optional<Refusal> judge(Instant arrived, Instant deadline) {
        if (!arrived.isAfter(deadline)) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "BID_TOO_LATE",
                BASIS,
                "投标截止时间为 " + SHOWN.format(deadline) + "，服务器收到时间为 " + SHOWN.format(arrived) + "，逾期送达，应当拒收"));
    }
}
