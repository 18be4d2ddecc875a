package org.mingjian.cosign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.mingjian.verifier.Sm2Key;
import org.mingjian.verifier.TreeHash;
import org.mingjian.verifier.Unreadable;

/** A log as a platform keeps one: it grows, signs its heads and proves its growth; it can also be forked. */
final class SampleLog {

    static final String ORIGIN = "log.example";
    private static final byte[] KIND = "mingjian-sm2".getBytes(StandardCharsets.US_ASCII);

    private final Secret secret;
    private final List<byte[]> leaves = new ArrayList<>();

    SampleLog(Secret secret) {
        this.secret = secret;
    }

    SampleLog() {
        this(Secret.fresh());
    }

    SampleLog grow(int to, String what) {
        while (leaves.size() < to) {
            leaves.add(TreeHash.SM3.digest((what + leaves.size()).getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    /** The same log up to a size, from where on it says something else. */
    SampleLog fork(int at) {
        SampleLog other = new SampleLog(secret);
        other.leaves.addAll(leaves.subList(0, at));
        return other;
    }

    String keyLine() throws Unreadable {
        byte[] key = secret.publicKey().bytes();
        byte[] line = ByteBuffer.allocate(1 + KIND.length + key.length)
                .put((byte) 0xff)
                .put(KIND)
                .put(key)
                .array();
        return ORIGIN + "+" + HexFormat.of().formatHex(keyId(secret.publicKey())) + "+"
                + Base64.getEncoder().encodeToString(line);
    }

    private static byte[] keyId(Sm2Key key) {
        return Arrays.copyOf(
                TreeHash.SM3.digest(
                        ORIGIN.getBytes(StandardCharsets.UTF_8), new byte[] {0x0a, (byte) 0xff}, KIND, key.bytes()),
                4);
    }

    String head(int size) throws Unreadable {
        String body = ORIGIN + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root(0, size)) + "\nsm3\n";
        byte[] line = ByteBuffer.allocate(68)
                .put(keyId(secret.publicKey()))
                .put(secret.sign(body.getBytes(StandardCharsets.UTF_8)))
                .array();
        return body + "\n— " + ORIGIN + " " + Base64.getEncoder().encodeToString(line) + "\n";
    }

    String call(int old, int size) throws Unreadable {
        StringBuilder text = new StringBuilder("old " + old + "\n");
        if (old > 0 && old < size) {
            consistency(old, 0, size, true)
                    .forEach(hash -> text.append(Base64.getEncoder().encodeToString(hash))
                            .append('\n'));
        }
        return text + "\n" + head(size);
    }

    byte[] root(int from, int to) {
        if (to == from) {
            return TreeHash.SM3.empty();
        }
        if (to - from == 1) {
            return leaves.get(from);
        }
        int left = Integer.highestOneBit(to - from - 1);
        return TreeHash.SM3.digest(new byte[] {1}, root(from, from + left), root(from + left, to));
    }

    /** RFC 9162 §2.1.4.1. */
    private List<byte[]> consistency(int first, int from, int to, boolean whole) {
        if (first == to - from) {
            return whole ? List.of() : List.of(root(from, to));
        }
        int left = Integer.highestOneBit(to - from - 1);
        List<byte[]> path = new ArrayList<>();
        if (first <= left) {
            path.addAll(consistency(first, from, from + left, whole));
            path.add(root(from + left, to));
        } else {
            path.addAll(consistency(first - left, from + left, to, false));
            path.add(root(from, from + left));
        }
        return path;
    }
}
