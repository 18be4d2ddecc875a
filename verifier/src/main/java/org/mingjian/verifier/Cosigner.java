package org.mingjian.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Another organisation that vouches for the log (联署方): its name and key, as it is written in one line
 * {@code name+key id+base64} (C2SP signed note, "verifier key"). Its co-signature (C2SP tlog-cosignature, with SM2 and
 * SM3) says that at a time this tree head was the largest it knew and grew out of all it had seen before.
 */
public record Cosigner(String name, Sm2Key key) {

    /** Longest name of a key; our own limit. */
    public static final int LONGEST_NAME = 200;

    private static final byte[] KIND = "mingjian-sm2-cosignature/v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LOG_KIND = "mingjian-sm2".getBytes(StandardCharsets.US_ASCII);

    /** Bytes of a co-signature: the time as unsigned 64 bits, then r‖s. */
    private static final int LENGTH = 8 + 64;

    /** Reads the line of a co-signer's key. */
    public static Cosigner read(String line) throws Unreadable {
        return read(line, KIND);
    }

    /** Reads the line of a log's key; the name is the origin. */
    public static Cosigner readLog(String line) throws Unreadable {
        return read(line, LOG_KIND);
    }

    private static Cosigner read(String line, byte[] kind) throws Unreadable {
        String[] parts = line.strip().split("\\+", 3);
        if (parts.length != 3 || !isName(parts[0]) || !parts[1].matches("[0-9a-f]{8}")) {
            throw new Unreadable("a key is written name+key id+base64 in one line");
        }
        byte[] bytes = Proof.base64("key", parts[2]);
        int start = 1 + kind.length;
        if (bytes.length < start || bytes[0] != (byte) 0xff || !Arrays.equals(bytes, 1, start, kind, 0, kind.length)) {
            throw new Unreadable("the key is not of the kind " + new String(kind, StandardCharsets.US_ASCII));
        }
        Sm2Key key = new Sm2Key(Arrays.copyOfRange(bytes, start, bytes.length));
        if (!HexFormat.of().formatHex(keyId(parts[0], kind, key)).equals(parts[1])) {
            throw new Unreadable("the key id is not that of this name and key: was the line copied whole?");
        }
        return new Cosigner(parts[0], key);
    }

    /** No blanks and no plus sign, so that it can stand in a signature line. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.codePoints()
                        .noneMatch(c -> c == '+'
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.isISOControl(c));
    }

    /** The line that others are given. */
    public String line() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + KIND.length + key.bytes().length);
        bytes.put((byte) 0xff).put(KIND).put(key.bytes());
        return name + "+" + HexFormat.of().formatHex(keyId(name, KIND, key)) + "+"
                + Base64.getEncoder().encodeToString(bytes.array());
    }

    private static byte[] keyId(String name, byte[] kind, Sm2Key key) {
        byte[] start = name.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(TreeHash.SM3.digest(start, new byte[] {0x0a, (byte) 0xff}, kind, key.bytes()), 4);
    }

    /** What a co-signature of this time signs. */
    public static byte[] message(long seconds, byte[] body) {
        byte[] head = ("cosignature/v1\ntime " + seconds + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    /** The signature line without its line feed. */
    public String signatureLine(long seconds, byte[] signature) {
        byte[] bytes = ByteBuffer.allocate(4 + LENGTH)
                .put(keyId(name, KIND, key))
                .putLong(seconds)
                .put(signature)
                .array();
        return "— " + name + " " + Base64.getEncoder().encodeToString(bytes);
    }

    /** When this co-signer signed the tree head; empty when none of its lines is a true co-signature of his. */
    public Optional<Instant> signed(Checkpoint checkpoint) {
        byte[] id = keyId(name, KIND, key);
        return checkpoint.signatures().stream()
                .filter(line -> line.name().equals(name) && Arrays.equals(line.keyId(), id))
                .flatMap(line -> time(checkpoint.body(), line.signature()).stream())
                .findFirst();
    }

    private Optional<Instant> time(byte[] body, byte[] bytes) {
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(bytes).getLong();
        boolean good = seconds >= 0
                && seconds <= Instant.MAX.getEpochSecond()
                && key.verifies(message(seconds, body), Arrays.copyOfRange(bytes, 8, bytes.length));
        return good ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    }
}
