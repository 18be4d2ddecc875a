package org.mingjian.spec.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records in JSON lines. A line longer than {@link #LONGEST} is passed over without being kept in memory. */
public final class JsonLines {

    /** Bytes of one record: a notice with its whole text. */
    public static final int LONGEST = 16 * 1024 * 1024;

    private static final Charset GBK = Charset.forName("GBK");

    private final InputStream in;
    private final byte[] read = new byte[1 << 16];
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean tooLong;
    private long number;

    private JsonLines(InputStream in) {
        this.in = in;
    }

    /** Calls {@code each} for every line that is not blank. */
    public static void read(InputStream in, Consumer<Received> each) throws IOException {
        new JsonLines(in).read(each);
    }

    private void read(Consumer<Received> each) throws IOException {
        int count;
        while ((count = in.read(read)) >= 0) {
            int from = 0;
            for (int i = 0; i < count; i++) {
                if (read[i] == '\n') {
                    keep(from, i);
                    end(each);
                    from = i + 1;
                }
            }
            keep(from, count);
        }
        if (length > 0 || tooLong) {
            end(each);
        }
    }

    private void keep(int from, int to) {
        int more = to - from;
        if (tooLong || length + more > LONGEST) {
            tooLong = true;
            length = 0;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(line.length * 2, length + more)));
        }
        System.arraycopy(read, from, line, length, more);
        length += more;
    }

    private void end(Consumer<Received> each) {
        number++;
        if (tooLong) {
            each.accept(Received.bad(number, "message.size", "超过" + LONGEST / 1024 / 1024 + "MB"));
        } else {
            int start = number == 1 && startsWithMark() ? 3 : 0;
            String text = decoded(start);
            if (text == null) {
                each.accept(Received.bad(number, "message.encoding", encoding(start)));
            } else if (!text.isBlank()) {
                each.accept(received(text));
            }
        }
        length = 0;
        tooLong = false;
    }

    private Received received(String text) {
        try {
            return Received.good(number, RecordReading.read(text));
        } catch (RecordReading.Unreadable unreadable) {
            return Received.bad(number, "message.unreadable", unreadable.what());
        }
    }

    /** The byte order mark that some editors put before UTF-8. */
    private boolean startsWithMark() {
        return length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }

    private @Nullable String decoded(int start) {
        return strictly(StandardCharsets.UTF_8, start);
    }

    private @Nullable String strictly(Charset charset, int start) {
        String text;
        try {
            text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(line, start, length - start))
                    .toString();
        } catch (CharacterCodingException malformed) {
            text = null;
        }
        return text;
    }

    private String encoding(int start) {
        return strictly(GBK, start) == null ? "不是UTF-8" : "不是UTF-8，看来是GBK；JSON一律用UTF-8";
    }
}
