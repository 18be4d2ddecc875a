package org.mingjian.opendata.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.mingjian.kernel.StrictJson;
import tools.jackson.databind.JsonNode;

/** JSON lines, plain or gzip, one in memory at a time; a line longer than {@link #LONGEST} is passed over unkept. */
final class ReleaseLines {

    static final int LONGEST = 64 * 1024 * 1024;

    /** Hears what is read. */
    interface Reader {
        void release(JsonNode release);

        void unreadable(long line, String why);
    }

    private final Reader reader;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 14);
    private boolean tooLong;
    private long number;

    private ReleaseLines(Reader reader) {
        this.reader = reader;
    }

    static void read(InputStream stream, Reader reader) throws IOException {
        ReleaseLines lines = new ReleaseLines(reader);
        byte[] chunk = new byte[1 << 16];
        try (InputStream in = opened(stream)) {
            int count;
            while ((count = in.read(chunk)) >= 0) {
                lines.chunk(chunk, count);
            }
        }
        if (lines.line.size() > 0 || lines.tooLong) {
            lines.end();
        }
    }

    private static InputStream opened(InputStream stream) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private void chunk(byte[] chunk, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (chunk[i] == '\n') {
                keep(chunk, from, i);
                end();
                from = i + 1;
            }
        }
        keep(chunk, from, count);
    }

    private void keep(byte[] chunk, int from, int to) {
        if (tooLong || line.size() + to - from > LONGEST) {
            tooLong = true;
            line.reset();
        } else {
            line.write(chunk, from, to - from);
        }
    }

    private void end() {
        number++;
        if (tooLong) {
            reader.unreadable(number, "longer than " + (LONGEST >> 20) + " MB");
        } else {
            parse(reader::release);
        }
        line.reset();
        tooLong = false;
    }

    private void parse(Consumer<JsonNode> good) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            String clean = number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (clean.isBlank()) {
                return;
            }
            JsonNode node = StrictJson.parse(clean);
            JsonNode release = node.path("compiledRelease").isObject() ? node.path("compiledRelease") : node;
            if (release.path("ocid").isString()) {
                good.accept(release);
            } else {
                reader.unreadable(number, "no release: it has no ocid");
            }
        } catch (CharacterCodingException malformed) {
            reader.unreadable(number, "not UTF-8");
        } catch (StrictJson.Malformed malformed) {
            reader.unreadable(number, malformed.what());
        }
    }
}
