package org.mingjian.cosigner.domain;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A signed tree head in parts.
 *
 * @param body what is signed, with its last line feed
 * @param root 32 bytes
 * @param lines signature lines
 */
public record Note(String text, String body, long size, byte[] root, List<String> lines) {

    private static final int LARGEST = 32 << 10;

    /** Empty when the text is not a signed tree head. */
    public static Optional<Note> read(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0 || text.length() > LARGEST) {
            return Optional.empty();
        }
        String body = text.substring(0, end + 1);
        String[] parts = body.split("\n");
        if (parts.length < 4 || !parts[1].matches("0|[1-9]\\d{0,17}") || !parts[3].equals("sm3")) {
            return Optional.empty();
        }
        try {
            byte[] root = Base64.getDecoder().decode(parts[2]);
            List<String> lines = text.substring(end + 2).lines().toList();
            return Optional.of(new Note(text, body, Long.parseLong(parts[1]), root, lines));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    public boolean contradicts(Note other) {
        return size == other.size && !Arrays.equals(root, other.root);
    }
}
