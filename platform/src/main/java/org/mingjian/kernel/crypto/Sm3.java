package org.mingjian.kernel.crypto;

import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The SM3 digest 杂凑 (GB/T 32905-2016): 32 bytes. An instance digests a stream once; it is not for several threads. */
public final class Sm3 {

    /** Length of a digest in bytes. */
    public static final int LENGTH = 32;

    private final SM3Digest state;

    public Sm3() {
        state = new SM3Digest();
    }

    private Sm3(SM3Digest state) {
        this.state = state;
    }

    /** The digest of the parts, one after the other, as if they were one array. */
    public static byte[] digest(byte[]... parts) {
        Sm3 sm3 = new Sm3();
        for (byte[] part : parts) {
            sm3.update(part);
        }
        return sm3.finish();
    }

    /** Lower-case hexadecimal digits of the bytes. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    public Sm3 update(byte[] bytes) {
        return update(bytes, 0, bytes.length);
    }

    public Sm3 update(byte[] bytes, int from, int length) {
        state.update(bytes, from, length);
        return this;
    }

    /** An independent digest that has been given the same bytes so far. */
    public Sm3 copy() {
        return new Sm3(new SM3Digest(state));
    }

    /** The digest of everything given so far; afterwards this instance begins anew. */
    public byte[] finish() {
        byte[] digest = new byte[LENGTH];
        state.doFinal(digest, 0);
        return digest;
    }
}
