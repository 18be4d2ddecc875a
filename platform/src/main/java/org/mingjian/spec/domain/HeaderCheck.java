package org.mingjian.spec.domain;

import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;

/** What stands around the fields: dataset, key, operation, channel. */
final class HeaderCheck {

    private static final int SHORT_KEY = 22;
    private static final int LONG_KEY = 36;

    private HeaderCheck() {}

    static void check(DataRecord record, Dataset dataset, Findings out) {
        if (!record.table().isEmpty() && !record.table().equals(dataset.table())) {
            out.add(Rule.HEADER_TABLE, "dataset", record.table(), dataset.number() + " " + dataset.table());
        }
        if (record.op() < DataRecord.INSERT || record.op() > DataRecord.DELETE) {
            out.add(Rule.HEADER_OP, "op", String.valueOf(record.op()), "");
        }
        if (record.channel() < 0 || record.channel() > 2) {
            out.add(Rule.HEADER_CHANNEL, "channel", String.valueOf(record.channel()), "");
        }
        key(record, out);
    }

    private static void key(DataRecord record, Findings out) {
        String key = record.key();
        if (key.length() == LONG_KEY && longKey(key)) {
            return;
        }
        if (key.length() != SHORT_KEY || !plain(key)) {
            out.add(Rule.HEADER_KEY, "key", key, String.valueOf(key.length()));
            return;
        }
        String number = record.dataset();
        int end = 4 + number.length();
        if (!key.startsWith(number, 4)) {
            out.add(Rule.HEADER_KEY_DATASET, "key", key, number);
        } else if (!Shapes.day(key, end) || !Shapes.digits(key, end + 8, SHORT_KEY)) {
            out.add(Rule.HEADER_KEY_DAY, "key", key, key.substring(end, end + 8));
        }
        if (!record.sender().isEmpty() && !key.startsWith(record.sender())) {
            out.add(Rule.HEADER_KEY_SENDER, "key", key, record.sender());
        }
    }

    /** {@code 00}, a province and 32 hexadecimal digits, or a UUID. */
    private static boolean longKey(String key) {
        boolean uuid = key.charAt(8) == '-' && key.charAt(13) == '-' && key.charAt(18) == '-' && key.charAt(23) == '-';
        if (uuid) {
            return Shapes.guid(key);
        }
        return key.startsWith("00") && Shapes.digits(key, 2, 4) && key.indexOf('-') < 0 && Shapes.guid(key);
    }

    private static boolean plain(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }
}
