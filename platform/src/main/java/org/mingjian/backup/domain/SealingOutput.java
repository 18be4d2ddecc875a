package org.mingjian.backup.domain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;

/**
 * Writes a stream that only the holder of one SM2 private key reads again. One line of text (format, fingerprint of the
 * key, the SM4 key wrapped with SM2), then chunks: four bytes (top bit: this is the last; the rest: length), then
 * SM4-GCM cipher text. Nonce: the chunk's number; additional data: SM3 of the line, the number, whether it is the last.
 * So a chunk cannot be changed, moved, left out or put into another file, and an end that is missing is noticed.
 */
public final class SealingOutput extends OutputStream {

    /** Plain bytes in a chunk. */
    static final int CHUNK = 1 << 20;

    static final String FORMAT = "mingjian-backup-1";

    private final OutputStream to;
    private final byte[] key = new byte[Sm4Gcm.KEY_LENGTH];
    private final byte[] header;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private long number;
    private boolean closed;

    /**
     * @param publicKey 65 bytes {@code 04‖X‖Y}
     * @throws CryptoFailure when it is no point of the curve
     */
    public SealingOutput(OutputStream to, byte[] publicKey) throws IOException, CryptoFailure {
        this.to = to;
        new SecureRandom().nextBytes(key);
        String line = FORMAT + " " + fingerprint(publicKey) + " "
                + Base64.getEncoder().encodeToString(Sm2.encrypt(publicKey, key)) + "\n";
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        to.write(bytes);
        this.header = Sm3.digest(bytes);
    }

    /** First 16 hexadecimal digits of the key's SM3. */
    public static String fingerprint(byte[] publicKey) {
        return HexFormat.of().formatHex(Sm3.digest(publicKey), 0, 8);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int at = from;
        for (int left = count; left > 0; ) {
            if (filled == CHUNK) {
                flushChunk(false);
            }
            int part = Math.min(left, CHUNK - filled);
            System.arraycopy(bytes, at, chunk, filled, part);
            filled += part;
            at += part;
            left -= part;
        }
    }

    private void flushChunk(boolean last) throws IOException {
        byte[] sealed = Sm4Gcm.seal(key, nonce(number), additional(header, number, last), chunk, filled);
        int length = last ? sealed.length | 0x80000000 : sealed.length;
        to.write(ByteBuffer.allocate(4).putInt(length).array());
        to.write(sealed);
        number++;
        filled = 0;
    }

    /** Writes the last chunk; without it the stream does not open. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (to) {
                flushChunk(true);
            }
        }
    }

    static byte[] nonce(long number) {
        return ByteBuffer.allocate(Sm4Gcm.NONCE_LENGTH).putLong(4, number).array();
    }

    static byte[] additional(byte[] header, long number, boolean last) {
        return ByteBuffer.allocate(header.length + 9)
                .put(header)
                .putLong(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }
}
