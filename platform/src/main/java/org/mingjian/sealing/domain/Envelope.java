package org.mingjian.sealing.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;

/** The constants and the small computations of the format, version 1; see {@code docs/formats.md}. */
final class Envelope {

    /** First bytes of every sealed bid. */
    static final byte[] MAGIC = "MINGJIAN BID 1\r\n".getBytes(StandardCharsets.US_ASCII);

    static final int LONGEST_HEADER = 256 * 1024;
    static final int LONGEST_SHEET = 64 * 1024;
    static final int SMALLEST_CHUNK = 64;
    static final int LARGEST_CHUNK = 4 * 1024 * 1024;
    static final int PREFIX_LENGTH = 7;

    /** Set in the length word of the last chunk. */
    static final int LAST = 0x8000_0000;

    private static final byte[] SIGNATURE_CONTEXT = ascii("mingjian-sealed-bid-1 signature\n");
    private static final byte[] KEY_CONTEXT = ascii("mingjian-sealed-bid-1 key\n");

    private Envelope() {}

    /** Magic, length word and header: the digest of these bytes is bound to every chunk. */
    static byte[] preamble(byte[] header) {
        return ByteBuffer.allocate(MAGIC.length + 4 + header.length)
                .put(MAGIC)
                .putInt(header.length)
                .put(header)
                .array();
    }

    /** Prefix, counter and the mark of the last chunk: no nonce serves twice, and no chunk can move or end early. */
    static byte[] nonce(byte[] prefix, int index, boolean last) {
        return ByteBuffer.allocate(Sm4Gcm.NONCE_LENGTH)
                .put(prefix)
                .putInt(index)
                .put((byte) (last ? 1 : 0))
                .array();
    }

    /** Commits to the content key, so that a wrong key is told apart from a damaged file. */
    static byte[] keyCheck(byte[] prefix, byte[] key) {
        return Sm3.digest(KEY_CONTEXT, prefix, key);
    }

    /** What the bidder signs: the digest of all bytes before it, under a context of its own. */
    static byte[] toSign(byte[] digest) {
        return ByteBuffer.allocate(SIGNATURE_CONTEXT.length + digest.length)
                .put(SIGNATURE_CONTEXT)
                .put(digest)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
