package org.mingjian.document.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that are taken, each known by its first bytes and not by what its sender says. */
public enum FileKind {
    PDF("255044462d", "", "application/pdf", "pdf"),
    OFD("504b0304", "OFD.xml", "application/ofd", "ofd"),
    DOCX(
            "504b0304",
            "word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "docx"),
    XLSX("504b0304", "xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ZIP("504b0304", "", "application/zip", "zip"),
    JPEG("ffd8ff", "", "image/jpeg", "jpg", "jpeg"),
    PNG("89504e470d0a1a0a", "", "image/png", "png"),
    /** 加密投标文件. */
    SEALED_BID(
            HexFormat.of().formatHex("MINGJIAN BID 1\r\n".getBytes(StandardCharsets.US_ASCII)),
            "",
            "application/vnd.mingjian.bid",
            "mjb");

    /** As many first bytes as any kind needs. */
    public static final int HEAD = 16;

    private final byte[] magic;
    private final String entry;
    private final String mediaType;
    private final List<String> extensions;

    FileKind(String magic, String entry, String mediaType, String... extensions) {
        this.magic = HexFormat.of().parseHex(magic);
        this.entry = entry;
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    /** The kind that a name promises. */
    public static Optional<FileKind> ofName(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.extensions.contains(extension))
                .findFirst();
    }

    /** Whether the first bytes are of this kind; {@code head} may be shorter than {@link #HEAD}. */
    public boolean beginsLike(byte[] head) {
        return head.length >= magic.length && Arrays.equals(magic, Arrays.copyOf(head, magic.length));
    }

    /** The entry that a package of this kind must hold; empty for those that are no packages. */
    public String requiredEntry() {
        return entry;
    }

    public String mediaType() {
        return mediaType;
    }
}
