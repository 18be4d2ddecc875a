package org.mingjian.facts.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;

/**
 * Signed tree heads as C2SP signed notes. The body's fourth line names the hash, because the C2SP default is SHA-256:
 * {@code origin, size, base64 root, sm3}. The signature line holds base64 of 4 bytes key id and 64 bytes SM2 r‖s.
 */
public final class Checkpoints {

    private static final byte[] KEY_TAG = "mingjian-sm2".getBytes(StandardCharsets.UTF_8);

    private Checkpoints() {}

    public static String body(String origin, long size, byte[] root) {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\nsm3\n";
    }

    public static String sign(String origin, long size, byte[] root, Sm2.KeyPair key) {
        String body = body(origin, size, root);
        byte[] signature = Sm2.sign(key.privateKey(), body.getBytes(StandardCharsets.UTF_8));
        byte[] line = new byte[4 + signature.length];
        System.arraycopy(keyId(origin, key.publicKey()), 0, line, 0, 4);
        System.arraycopy(signature, 0, line, 4, signature.length);
        return body + "\n— " + origin + " " + Base64.getEncoder().encodeToString(line) + "\n";
    }

    /** Whether a checkpoint carries a true signature of this key, under the origin in its first line. */
    public static boolean signedBy(String note, byte[] publicKey) {
        int end = note.indexOf("\n\n");
        int first = note.indexOf('\n');
        if (end < 0 || first > end) {
            return false;
        }
        String origin = note.substring(0, first);
        String start = "— " + origin + " ";
        byte[] body = note.substring(0, end + 1).getBytes(StandardCharsets.UTF_8);
        byte[] id = keyId(origin, publicKey);
        return note.substring(end + 2)
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .anyMatch(signature -> verifies(signature, id, body, publicKey));
    }

    private static boolean verifies(String base64, byte[] id, byte[] body, byte[] publicKey) {
        try {
            byte[] line = Base64.getDecoder().decode(base64);
            return line.length == 4 + Sm2.SIGNATURE_LENGTH
                    && Arrays.equals(Arrays.copyOf(line, 4), id)
                    && Sm2.verify(publicKey, body, Arrays.copyOfRange(line, 4, line.length));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** A public key as the line of a key carries it: 0xFF ‖ "mingjian-sm2" ‖ public key. */
    public static byte[] taggedKey(byte[] publicKey) {
        byte[] tagged = new byte[1 + KEY_TAG.length + publicKey.length];
        tagged[0] = (byte) 0xFF;
        System.arraycopy(KEY_TAG, 0, tagged, 1, KEY_TAG.length);
        System.arraycopy(publicKey, 0, tagged, 1 + KEY_TAG.length, publicKey.length);
        return tagged;
    }

    /** First four bytes of SM3(origin ‖ 0x0A ‖ 0xFF ‖ "mingjian-sm2" ‖ public key). */
    public static byte[] keyId(String origin, byte[] publicKey) {
        byte[] digest =
                Sm3.digest(origin.getBytes(StandardCharsets.UTF_8), new byte[] {0x0A, (byte) 0xFF}, KEY_TAG, publicKey);
        return Arrays.copyOf(digest, 4);
    }
}
