package org.mingjian.spec;

import java.util.Map;

/**
 * One record as it travels 数据记录.
 *
 * @param dataset 数据集编号
 * @param table 数据集英文名 when the message names it, else empty
 * @param key 数据唯一主键
 * @param op 操作类型: 1 新增, 2 修改, 3 删除; 0 when the message has none
 * @param channel 通道: 1 live, 2 history and test; 0 when the message has none
 * @param sender number of the sending system, or empty
 * @param fields by English name; a field without a value is absent or empty
 * @param withheld fields kept back, with the reason (运行管理办法 §5)
 */
public record DataRecord(
        String dataset,
        String table,
        String key,
        int op,
        int channel,
        String sender,
        Map<String, String> fields,
        Map<String, String> withheld) {

    public static final int INSERT = 1;
    public static final int UPDATE = 2;
    public static final int DELETE = 3;

    /** 第一通道 live data. */
    public static final int LIVE = 1;

    /** 第二通道 history and test data. */
    public static final int TRIAL = 2;

    /** The value of a field, empty when it is absent. */
    public String value(String field) {
        return fields.getOrDefault(field, "");
    }
}
