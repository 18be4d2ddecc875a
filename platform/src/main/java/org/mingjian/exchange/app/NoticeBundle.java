package org.mingjian.exchange.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.domain.notices.NoticeLines;
import org.mingjian.spec.domain.notices.NoticeLines.Bad;

/** A file of notices that somebody hands in: JSON lines, an array, or a zip of such files. Everything is bounded. */
public final class NoticeBundle {

    /** Of the file itself. */
    public static final int LONGEST = 16 << 20;

    private static final int LONGEST_UNPACKED = 32 << 20;
    private static final int MOST_FILES = 200;
    private static final int MOST_NOTICES = 1000;

    /** Names in zip files that Windows made here; those marked as UTF-8 are read as such. */
    private static final Charset NAMES = Charset.forName("GB18030");

    private NoticeBundle() {}

    /**
     * Reads it.
     *
     * @throws PlatformException when it cannot be read at all, or is too large
     */
    public static NoticeLines read(String name, byte[] bytes) {
        if (bytes.length == 0) {
            throw new PlatformException(ExchangeError.NOTICES_UNREADABLE, "文件是空的");
        }
        NoticeLines lines = isZip(bytes) ? unpacked(bytes) : text(shown(name), bytes);
        if (lines.good().size() > MOST_NOTICES) {
            throw new PlatformException(
                    ExchangeError.NOTICES_TOO_MANY, "有" + lines.good().size() + "条，一次最多" + MOST_NOTICES + "条，请分开导入");
        }
        if (lines.good().isEmpty() && lines.bad().isEmpty()) {
            throw new PlatformException(ExchangeError.NOTICES_UNREADABLE, "里面没有公告");
        }
        return lines;
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] < 8;
    }

    private static NoticeLines text(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return NoticeLines.of(name, text);
        } catch (CharacterCodingException other) {
            return new NoticeLines(List.of(), List.of(new Bad(name, 1, "不是UTF-8编码的文本，请另存为UTF-8再导入")));
        }
    }

    private static NoticeLines unpacked(byte[] bytes) {
        NoticeLines all = new NoticeLines(List.of(), List.of());
        int left = LONGEST_UNPACKED;
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes), NAMES)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] content = in.readNBytes(left + 1);
                left -= content.length;
                files++;
                if (left < 0 || files > MOST_FILES) {
                    throw new PlatformException(
                            ExchangeError.NOTICES_TOO_MANY,
                            "压缩包解开后超过" + (LONGEST_UNPACKED >> 20) + "MB或" + MOST_FILES + "个文件");
                }
                all = all.and(file(shown(entry.getName()), content));
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new PlatformException(ExchangeError.NOTICES_UNREADABLE, "压缩包损坏、有密码或被截断", broken);
        }
        if (files == 0) {
            throw new PlatformException(ExchangeError.NOTICES_UNREADABLE, "压缩包是空的或已损坏");
        }
        return all;
    }

    private static NoticeLines file(String name, byte[] content) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".jsonl") || lower.endsWith(".json")) {
            return text(name, content);
        }
        return new NoticeLines(List.of(), List.of(new Bad(name, 0, "只读 .jsonl 和 .json 文件，这个没有读")));
    }

    /** A name is only shown, without folders and control characters. */
    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "").replaceAll(".*[/\\\\]", "");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }
}
