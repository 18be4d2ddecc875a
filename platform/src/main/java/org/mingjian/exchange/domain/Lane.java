package org.mingjian.exchange.domain;

import java.util.Arrays;
import java.util.Optional;
import org.mingjian.spec.DataRecord;

/**
 * 传输通道 with its mark (运行管理办法 §10): the first channel takes live data only, the second history and tests. Each lane
 * has its own numbers, its own line and its own turn, so that a backfill never stands before a live record.
 */
public enum Lane {
    LIVE(DataRecord.LIVE, "实时", "real"),
    HISTORY(DataRecord.TRIAL, "历史", "real"),
    TEST(DataRecord.TRIAL, "测试", "test");

    private final int channel;
    private final String title;
    private final String book;

    Lane(int channel, String title, String book) {
        this.channel = channel;
        this.title = title;
        this.book = book;
    }

    public int channel() {
        return channel;
    }

    public String title() {
        return title;
    }

    /** Which ledger its records stand in: history is real data, a test never touches what is real. */
    public String book() {
        return book;
    }

    public static Optional<Lane> named(String name) {
        return Arrays.stream(values()).filter(lane -> lane.name().equals(name)).findFirst();
    }
}
