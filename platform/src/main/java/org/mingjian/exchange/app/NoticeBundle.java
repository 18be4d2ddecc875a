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

/** A file of notices that somebody hands in: JSON lines, an array, a table, or a zip of such. Everything is bounded. */
public final class NoticeBundle {

    /** Of the file itself. */
    public static final int LONGEST = 16 << 20;

    private static final int LONGEST_UNPACKED = 32 << 20;
    private static final int MOST_FILES = 200;
    private static final int MOST_NOTICES = 1000;

    /** What spreadsheets write here, and of names in zip files; what is marked as UTF-8 is read as such. */
    private static final Charset CHINESE = Charset.forName("GB18030");

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
        NoticeLines lines = lines(name, bytes);
        if (lines.good().size() > MOST_NOTICES) {
            throw new PlatformException(
                    ExchangeError.NOTICES_TOO_MANY, "有" + lines.good().size() + "条，一次最多" + MOST_NOTICES + "条，请分开导入");
        }
        if (lines.good().isEmpty() && lines.bad().isEmpty()) {
            throw new PlatformException(ExchangeError.NOTICES_UNREADABLE, "里面没有公告");
        }
        return lines;
    }

    private static NoticeLines lines(String name, byte[] bytes) {
        if (isSheet(name, bytes)) {
            return sheet(shown(name));
        }
        return isZip(bytes) ? unpacked(bytes) : text(shown(name), bytes);
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] < 8;
    }

    private static boolean isSheet(String name, byte[] bytes) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xlsx") && isZip(bytes) || lower.endsWith(".xls");
    }

    private static NoticeLines sheet(String name) {
        String how = "是Excel工作簿：在Excel或WPS里“另存为”CSV（逗号分隔），再导入那个CSV";
        return new NoticeLines(List.of(), List.of(new Bad(name, 0, how)));
    }

    /** JSON in UTF-8; a table, by its name, in UTF-8 or as Chinese spreadsheets write it. */
    private static NoticeLines text(String name, byte[] bytes) {
        boolean table = name.toLowerCase(Locale.ROOT).endsWith(".csv");
        if (bytes.length > 1
                && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                        || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)) {
            return bad(name, "是UTF-16编码（“Unicode文本”），请另存为“CSV UTF-8（逗号分隔）”再导入");
        }
        try {
            String text = decoded(bytes, StandardCharsets.UTF_8);
            return table ? NoticeTable.of(name, text) : NoticeLines.of(name, text);
        } catch (CharacterCodingException notUtf8) {
            if (!table) {
                return bad(name, "不是UTF-8编码的文本，请另存为UTF-8再导入");
            }
        }
        try {
            String text = decoded(bytes, CHINESE);
            return text.chars().anyMatch(NoticeBundle::isStrange)
                    ? bad(name, "编码读不出来（既不是UTF-8，也不是GBK），请另存为“CSV UTF-8（逗号分隔）”再导入")
                    : NoticeTable.of(name, text);
        } catch (CharacterCodingException neither) {
            return bad(name, "编码读不出来（既不是UTF-8，也不是GBK），请另存为“CSV UTF-8（逗号分隔）”再导入");
        }
    }

    private static String decoded(byte[] bytes, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** In no text that people write: another encoding read as this one. */
    private static boolean isStrange(int c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0xE000 && c <= 0xF8FF || c == 0xFFFD;
    }

    private static NoticeLines bad(String name, String what) {
        return new NoticeLines(List.of(), List.of(new Bad(name, 1, what)));
    }

    private static NoticeLines unpacked(byte[] bytes) {
        NoticeLines all = new NoticeLines(List.of(), List.of());
        int left = LONGEST_UNPACKED;
        int files = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes), CHINESE)) {
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
        if (lower.endsWith(".jsonl") || lower.endsWith(".json") || lower.endsWith(".csv")) {
            return text(name, content);
        }
        return new NoticeLines(List.of(), List.of(new Bad(name, 0, "只读 .csv、.jsonl 和 .json 文件，这个没有读")));
    }

    /** A name is only shown, without folders and control characters. */
    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "").replaceAll(".*[/\\\\]", "");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }
}
