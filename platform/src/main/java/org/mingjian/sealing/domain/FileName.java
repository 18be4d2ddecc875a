package org.mingjian.sealing.domain;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of the files in a bid: relative, with {@code /} between folders, safe to create on any system. */
final class FileName {

    private static final int LONGEST = 512;
    private static final int LONGEST_PART = 240;
    private static final String FORBIDDEN = "\\:*?\"<>|";
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private FileName() {}

    /** What is wrong with a name, if anything. */
    static Optional<String> problem(String name) {
        if (length(name) > LONGEST) {
            return Optional.of("longer than " + LONGEST + " bytes");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            return Optional.of("half a character");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (FORBIDDEN.indexOf(c) >= 0 || isInvisible(c)) {
                return Optional.of("a character that not every system allows");
            }
        }
        for (String part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return Optional.of("an empty or relative folder name");
            }
            if (part.endsWith(".") || part.endsWith(" ") || part.startsWith(" ") || length(part) > LONGEST_PART) {
                return Optional.of("a part that not every system allows");
            }
            if (DEVICES.contains(part.toLowerCase(Locale.ROOT).split("\\.", 2)[0])) {
                return Optional.of("the name of a device");
            }
        }
        return Optional.empty();
    }

    /** Two names that some system takes for one have the same key. */
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Control and format characters, among them those that turn the direction of text. */
    private static boolean isInvisible(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
