package org.mingjian.exchange.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;

/** What stands in the messages, as JSON. Every list is in order; an absent list is empty. */
public final class Wire {

    /** Digests of records change with every sending when the time stamp counts. */
    private static final String STAMP = "DATA_TIMESTAMP";

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Wire() {}

    /** A file that a record names: it is sent before the record. */
    public record File(String sm3, long size, String name) {
        public File {
            sm3 = text(sm3);
            name = text(name);
        }
    }

    /**
     * A record on its way.
     *
     * @param n its number on this lane, from 1, without a gap
     * @param due when it became true; the 10 minutes of 运行管理办法 §9 count from it
     */
    public record Sent(long n, Instant due, DataRecord record, List<File> files) {
        public Sent {
            files = whole(files);
        }
    }

    /** Type {@code records}. */
    public record Records(Lane lane, List<Sent> records) {
        public Records {
            records = whole(records);
        }
    }

    /** A record lies on disk here; the digest is of what was understood. */
    public record Receipt(long n, String digest) {}

    /**
     * The answer to {@code records}.
     *
     * @param next the number that is waited for; what was sent beyond a gap has no receipt and must come again
     * @param conflicts numbers that were received before with another content
     */
    public record Receipts(Lane lane, long next, List<Receipt> receipts, List<Long> conflicts) {
        public Receipts {
            receipts = whole(receipts);
            conflicts = whole(conflicts);
        }
    }

    /** Type {@code feedback}: what has been found since the last entry that I know. */
    public record FeedbackAsked(Lane lane, long after) {}

    /**
     * What became of a record.
     *
     * @param f number of this entry, from 1, without a gap
     * @param stage {@code CHECKED} header, fields and record; {@code ACCEPTED} beside the others, and in the ledger
     * @param good whether it passed that stage; an accepted one passed all before
     * @param level who found it: tier and code of the node
     */
    public record Found(
            long f,
            long n,
            String dataset,
            String key,
            String stage,
            boolean good,
            String level,
            Instant at,
            List<Problem> problems,
            List<Problem> warnings) {
        public Found {
            problems = whole(problems);
            warnings = whole(warnings);
        }

        /** Whether nothing is missing that an entry must say. */
        public boolean isWhole() {
            return dataset != null && key != null && stage != null && level != null && at != null;
        }

        /** The same under another entry number. */
        public Found numbered(long entry) {
            return new Found(entry, n, dataset, key, stage, good, level, at, problems, warnings);
        }
    }

    /** The answer to {@code feedback}. */
    public record Feedback(Lane lane, List<Found> found) {
        public Feedback {
            found = whole(found);
        }
    }

    /** Type {@code file}: a part of a file, or a question how much is there when {@code bytes} is empty. */
    public record FilePart(String sm3, long size, long offset, byte[] bytes) {}

    /** The answer to {@code file}. */
    public record FileState(String sm3, long have, boolean whole, String problem) {}

    /**
     * Type {@code count}: what stands here of yours.
     *
     * @param after {@code next} of the answer before; empty for the first
     */
    public record CountAsked(Lane lane, String after) {
        public CountAsked {
            after = text(after);
        }
    }

    /** So many records of a dataset and a day stand, with one digest over keys and contents. */
    public record Count(String dataset, String day, long records, String digest) {
        public Count {
            dataset = text(dataset);
            day = text(day);
            digest = text(digest);
        }

        /** By what counts are in order. */
        public String name() {
            return dataset + ' ' + day;
        }
    }

    /**
     * The answer to {@code count}, by dataset and day.
     *
     * @param next to be asked for as {@code after}; empty when this was all
     */
    public record Counts(Lane lane, List<Count> counts, String next) {
        public Counts {
            counts = whole(counts);
            next = text(next);
        }
    }

    /** Type {@code keys}: every record of one dataset and day, {@code after} as in {@link CountAsked}. */
    public record KeysAsked(Lane lane, String dataset, String day, String after) {
        public KeysAsked {
            dataset = text(dataset);
            day = text(day);
            after = text(after);
        }
    }

    /** One that stands. */
    public record Standing(String key, String digest) {
        public Standing {
            key = text(key);
            digest = text(digest);
        }
    }

    /** The answer to {@code keys}, by key; {@code next} as in {@link Counts}. */
    public record Keys(Lane lane, List<Standing> keys, String next) {
        public Keys {
            keys = whole(keys);
            next = text(next);
        }
    }

    private static <T> List<T> whole(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Whether it is there and some day of the calendar that people use: others fit into no column. */
    public static boolean isTime(@Nullable Instant at) {
        return at != null && at.isAfter(EARLIEST) && at.isBefore(LATEST);
    }

    /** A record as it came, without the holes that JSON may have. */
    public static DataRecord whole(DataRecord record) {
        return new DataRecord(
                text(record.dataset()),
                text(record.table()),
                text(record.key()),
                record.op(),
                record.channel(),
                text(record.sender()),
                texts(record.fields()),
                texts(record.withheld()));
    }

    /** Half a character of UTF-16 cannot be digested nor stored; what stands for it is found by the checks. */
    private static String text(@Nullable String text) {
        if (text == null) {
            return "";
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return sound(text);
            }
        }
        return text;
    }

    private static String sound(String text) {
        StringBuilder sound = new StringBuilder(text.length());
        text.codePoints().forEach(c -> sound.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return sound.toString();
    }

    private static Map<String, String> texts(@Nullable Map<String, String> texts) {
        Map<String, String> whole = new LinkedHashMap<>();
        if (texts != null) {
            texts.forEach((name, value) -> whole.put(text(name), text(value)));
        }
        return whole;
    }

    /** SM3 over the canonical form (RFC 8785) of all that a record says, lower-case hex. */
    public static String digest(DataRecord record) {
        return said(record).digest();
    }

    /** As {@link #digest} without operation, channel, sender and time stamp: equal when nothing is new to send. */
    public static String content(DataRecord record) {
        return said(record).content();
    }

    /** Both digests of a record; the long part that they share is written once. */
    public static Digests digests(DataRecord record) {
        Said said = said(record);
        return new Digests(said.digest(), said.content());
    }

    /** {@link #digest} and {@link #content}. */
    public record Digests(String digest, String content) {}

    /** A record in pieces of its canonical form: fields before the time stamp, the time stamp, the fields behind it. */
    private record Said(DataRecord record, byte[] before, byte[] stamp, byte[] behind) {

        String digest() {
            return digest(record.op(), record.channel(), record.sender(), before, stamp, behind);
        }

        String content() {
            boolean first = stamp.length > 0 && before.length == 0;
            byte[] rest = first ? opened(behind) : behind;
            return digest(0, 0, "", before, rest);
        }

        /** What followed the first field, as if it came first. */
        private static byte[] opened(byte[] behind) {
            String text = new String(behind, StandardCharsets.UTF_8);
            return utf8(text.startsWith(",") ? "{" + text.substring(1) : "{}");
        }

        private String digest(int op, int channel, String sender, byte[]... fields) {
            StringBuilder head = new StringBuilder(64);
            head.append("{\"channel\":").append(channel).append(",\"dataset\":");
            CanonicalJson.writeString(record.dataset(), head);
            head.append(",\"fields\":");
            StringBuilder tail = new StringBuilder(96);
            tail.append(",\"key\":");
            CanonicalJson.writeString(record.key(), tail);
            tail.append(",\"op\":").append(op).append(",\"sender\":");
            CanonicalJson.writeString(sender, tail);
            tail.append(",\"withheld\":");
            write(new TreeMap<>(record.withheld()), tail);
            tail.append('}');
            Sm3 sm3 = new Sm3().update(utf8(head.toString()));
            for (byte[] part : fields) {
                sm3.update(part);
            }
            return Sm3.hex(sm3.update(utf8(tail.toString())).finish());
        }
    }

    private static Said said(DataRecord record) {
        StringBuilder fields = new StringBuilder(2048);
        int[] stamp = write(new TreeMap<>(record.fields()), fields);
        return new Said(
                record,
                utf8(fields.substring(0, stamp[0])),
                utf8(fields.substring(stamp[0], stamp[1])),
                utf8(fields.substring(stamp[1])));
    }

    /**
     * Sorted by UTF-16 code units, as strings compare.
     *
     * @return where the time stamp begins, with what stands before it, and where it ends; twice 0 without one
     */
    private static int[] write(SortedMap<String, String> texts, StringBuilder out) {
        int[] stamp = {0, 0};
        char before = '{';
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            int from = out.length();
            out.append(before);
            before = ',';
            CanonicalJson.writeString(entry.getKey(), out);
            out.append(':');
            CanonicalJson.writeString(entry.getValue(), out);
            if (entry.getKey().equals(STAMP)) {
                stamp = new int[] {from, out.length()};
            }
        }
        out.append(before == '{' ? "{}" : "}");
        return stamp;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
