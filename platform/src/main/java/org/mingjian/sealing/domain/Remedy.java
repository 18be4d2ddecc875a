package org.mingjian.sealing.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Refusal;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.OpeningPhase;

/**
 * 补救 (20号令 §31): when openers may open a bid in place of its bidder. Not before the deadline, not unless the tender
 * documents provide for it, not before the bidder's own key has failed, and not after the time for it.
 */
public final class Remedy {

    private static final String WINDOW = "电子招标投标办法（20号令）§30、§31";

    private Remedy() {}

    /**
     * An opening as far as it matters here.
     *
     * @param needed how many shares open a bid; null where the tender documents provide no remedy
     * @param until the last moment for shares
     */
    public record Hall(
            OpeningPhase phase,
            @Nullable Integer needed,
            @Nullable Instant until) {}

    /** Why openers may not act in this hall now, if they may not. {@code hall} is empty before the deadline. */
    public static Optional<Refusal> refusal(Optional<Hall> hall, Instant at) {
        if (hall.isEmpty()) {
            return refused("SHARES_TOO_EARLY", "电子招标投标办法（20号令）§27", "投标截止并公布投标数量与默克尔根之前，任何人不得交出或使用开启份额");
        }
        Hall now = hall.get();
        Instant until = now.until();
        if (now.needed() == null || until == null) {
            return refused("NO_REMEDY", "电子招标投标办法（20号令）§31", "招标文件没有约定解密失败的补救方案");
        }
        if (now.phase() == OpeningPhase.PAUSED) {
            return refused("OPENING_PAUSED", WINDOW, "平台故障处理中，开标已暂停，恢复后时间相应顺延");
        }
        if (now.phase() != OpeningPhase.DECRYPTING || at.isAfter(until)) {
            return refused("REMEDY_OVER", WINDOW, "补救时限已结束");
        }
        return Optional.empty();
    }

    /** Why this bid may not be opened by shares now, if it may not. */
    public static Optional<Refusal> refusal(BidState state, @Nullable OpeningCause cause, boolean commanded) {
        if (state == BidState.OPENED) {
            return refused("ALREADY_OPENED", WINDOW, "投标文件已解密，不需要补救");
        }
        if (commanded) {
            return refused("AT_WORK", WINDOW, "投标人的解密指令正在处理");
        }
        if (state != BidState.FAILED || cause == null) {
            return refused("OWN_KEY_FIRST", WINDOW, "投标人自己尚未解密失败，开启人不得先行开启");
        }
        if (!cause.isRemediable()) {
            return refused("NOT_REMEDIABLE", WINDOW, "“" + cause.words() + "”不能用开启份额补救");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(String code, String basis, String detail) {
        return Optional.of(new Refusal(code, basis, detail));
    }
}
