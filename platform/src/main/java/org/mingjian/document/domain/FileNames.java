package org.mingjian.document.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names of uploaded files: one plain name, safe to show and to save anywhere. */
public final class FileNames {

    private static final int LONGEST = 240;
    private static final String FORBIDDEN = "/\\:*?\"<>|";

    private FileNames() {}

    /** What is wrong with a name, in words for its sender. */
    public static Optional<String> problem(String name) {
        if (name.isBlank() || name.startsWith(".") || name.endsWith(".")) {
            return Optional.of("文件名为空，或以点开头、结尾");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of("文件名超过 " + LONGEST + " 字节");
        }
        if (!name.equals(name.strip())) {
            return Optional.of("文件名首尾有空白");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (FORBIDDEN.indexOf(c) >= 0) {
                return Optional.of("文件名含有路径或系统保留字符");
            }
            if (isUnseen(c) || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
                return Optional.of("文件名含有不可见字符");
            }
        }
        return Optional.empty();
    }

    private static boolean isUnseen(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
