package org.mingjian.cosigner.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;

/**
 * A co-signer's key, {@code name+key id+base64(FF ‖ "mingjian-sm2-cosignature/v1" ‖ key)}, and what it signs (C2SP
 * tlog-cosignature with SM2 and SM3): {@code cosignature/v1}, {@code time SECONDS} and the note's body.
 *
 * @param key 65 bytes
 */
public record KeyLine(String name, byte[] key) {

    private static final byte[] KIND = "mingjian-sm2-cosignature/v1".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 200;

    /** Empty when the line is not such a key. */
    public static Optional<KeyLine> read(String line) {
        String[] parts = line.strip().split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0])) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        int start = 1 + KIND.length;
        if (bytes.length != start + Sm2.PUBLIC_LENGTH
                || bytes[0] != (byte) 0xFF
                || !Arrays.equals(bytes, 1, start, KIND, 0, KIND.length)) {
            return Optional.empty();
        }
        KeyLine read = new KeyLine(parts[0], Arrays.copyOfRange(bytes, start, bytes.length));
        boolean same = HexFormat.of().formatHex(read.id()).equals(parts[1]) && Sm2.isPublicKey(read.key());
        return same ? Optional.of(read) : Optional.empty();
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.codePoints()
                        .noneMatch(c ->
                                Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c));
    }

    private byte[] id() {
        byte[] digest = Sm3.digest(name.getBytes(StandardCharsets.UTF_8), new byte[] {0x0A, (byte) 0xFF}, KIND, key);
        return Arrays.copyOf(digest, 4);
    }

    /** The line of this co-signer among these, if it is a true co-signature of the body, with its time. */
    public Optional<Signed> signed(String body, List<String> lines) {
        String start = "— " + name + " ";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .flatMap(line -> read(body, line, line.substring(start.length())).stream())
                .findFirst();
    }

    private Optional<Signed> read(String body, String line, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (bytes.length != 4 + 8 + Sm2.SIGNATURE_LENGTH || !Arrays.equals(bytes, 0, 4, id(), 0, 4)) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(bytes, 4, 8).getLong();
        byte[] message = ("cosignature/v1\ntime " + seconds + "\n" + body).getBytes(StandardCharsets.UTF_8);
        boolean good = seconds >= 0
                && seconds < Instant.MAX.getEpochSecond()
                && Sm2.verify(key, message, Arrays.copyOfRange(bytes, 12, bytes.length));
        return good ? Optional.of(new Signed(line, Instant.ofEpochSecond(seconds))) : Optional.empty();
    }

    /** A co-signature. */
    public record Signed(String line, Instant at) {}
}
