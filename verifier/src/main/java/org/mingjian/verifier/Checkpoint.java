package org.mingjian.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A signed tree head: a C2SP signed note whose body is {@code origin, size, root, sm3}, a line each.
 *
 * @param origin name of the log
 * @param root 32 bytes
 * @param body what is signed
 */
public record Checkpoint(String origin, long size, byte[] root, byte[] body, List<Signature> signatures) {

    private static final int MOST_SIGNATURES = 100;
    private static final byte[] KEY_KIND = "mingjian-sm2".getBytes(StandardCharsets.US_ASCII);

    public Checkpoint {
        signatures = List.copyOf(signatures);
    }

    /** A line {@code — name base64}: four bytes of key id, then the signature. */
    public record Signature(String name, byte[] keyId, byte[] signature) {}

    public static Checkpoint read(String text) throws Unreadable {
        int end = text.indexOf("\n\n");
        if (end < 0 || !text.endsWith("\n")) {
            throw new Unreadable("the checkpoint is not a signed note");
        }
        String body = text.substring(0, end + 1);
        String[] lines = body.split("\n", -1);
        if (lines.length < 5 || !lines[3].equals("sm3")) {
            throw new Unreadable("the checkpoint must name origin, size, root and sm3");
        }
        if (lines[0].isEmpty() || !lines[1].matches("0|[1-9]\\d{0,17}")) {
            throw new Unreadable("the checkpoint has no origin or no size");
        }
        byte[] root = Proof.base64("root", lines[2]);
        if (root.length != TreeHash.LENGTH) {
            throw new Unreadable("the root in the checkpoint is not a hash of 32 bytes");
        }
        return new Checkpoint(
                lines[0],
                Long.parseLong(lines[1]),
                root,
                body.getBytes(StandardCharsets.UTF_8),
                signatures(text.substring(end + 2)));
    }

    private static List<Signature> signatures(String text) throws Unreadable {
        List<Signature> signatures = new ArrayList<>();
        for (String line : text.substring(0, Math.max(0, text.length() - 1)).split("\n", -1)) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith("— ") || space <= 2 || signatures.size() == MOST_SIGNATURES) {
                throw new Unreadable("a signature line of the checkpoint is malformed");
            }
            byte[] bytes = Proof.base64("signature", line.substring(space + 1));
            if (bytes.length < 5) {
                throw new Unreadable("a signature of the checkpoint is too short");
            }
            signatures.add(new Signature(
                    line.substring(2, space), Arrays.copyOf(bytes, 4), Arrays.copyOfRange(bytes, 4, bytes.length)));
        }
        return signatures;
    }

    /** Whether the log's key, under the log's name, signed this tree head. */
    public boolean isSignedBy(Sm2Key key) {
        byte[] name = origin.getBytes(StandardCharsets.UTF_8);
        byte[] digest = TreeHash.SM3.digest(name, new byte[] {0x0a, (byte) 0xff}, KEY_KIND, key.bytes());
        byte[] keyId = Arrays.copyOf(digest, 4);
        return signatures.stream()
                .filter(one -> one.name().equals(origin) && Arrays.equals(one.keyId(), keyId))
                .anyMatch(one -> key.verifies(body, one.signature()));
    }
}
