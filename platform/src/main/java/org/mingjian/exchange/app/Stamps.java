package org.mingjian.exchange.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.exchange.store.OutboundStore.Key;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;

/**
 * 数据时间戳 of what stands of a system's keys. A door without numbers cannot tell a message that was held up, or that
 * somebody plays again, from a new one: by its time stamp it is older, and must not take a newer value back.
 */
final class Stamps {

    private static final String FIELD = "DATA_TIMESTAMP";

    /** yyyyMMddHHmmss; anything else is not compared. */
    private static final int DIGITS = 14;

    private final boolean compared;
    private final Map<Key, String> newest;

    private Stamps(boolean compared, Map<Key, String> newest) {
        this.compared = compared;
        this.newest = newest;
    }

    /** Of a node's lane, which is numbered: nothing is compared. */
    static Stamps numbered() {
        return new Stamps(false, Map.of());
    }

    /** @param standing the system's records as they stand, of the keys that will be asked for */
    static Stamps of(List<DataRecord> standing) {
        Stamps stamps = new Stamps(true, new HashMap<>());
        standing.forEach(stamps::stands);
        return stamps;
    }

    Optional<Problem> older(DataRecord record) {
        String stamp = stamp(record.value(FIELD));
        String stands = stamp(newest.getOrDefault(Key.of(record), ""));
        return stamp.isEmpty() || stands.isEmpty() || stamp.compareTo(stands) >= 0
                ? Optional.empty()
                : Optional.of(new Problem(
                        FIELD,
                        "exchange.older",
                        "数据时间戳“" + stamp + "”早于已入库的同一主键的“" + stands + "”，不采用；确要改回，请写现在的时间戳再报"));
    }

    void stands(DataRecord record) {
        if (compared) {
            newest.put(Key.of(record), record.value(FIELD));
        }
    }

    private static String stamp(String value) {
        String digits = value.replaceAll("\\D", "");
        return digits.length() == DIGITS ? digits : "";
    }
}
