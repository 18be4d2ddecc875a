package org.mingjian.sealing.domain;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.mingjian.kernel.crypto.Sm4Gcm;

/** Cuts a stream into sealed chunks. Holds one chunk back, because only the end tells which is the last. */
final class ChunkWriter extends OutputStream {

    private final DataOutputStream out;
    private final byte[] key;
    private final byte[] prefix;
    private final byte[] binding;
    private final byte[] pending;
    private int filled;
    private int count;

    ChunkWriter(OutputStream out, SealedHeader header, byte[] key) {
        this.out = new DataOutputStream(out);
        this.key = key;
        this.prefix = header.noncePrefix();
        this.binding = header.digest();
        this.pending = new byte[header.chunkSize()];
    }

    /** The sheet is a chunk of its own, so that a price is read without the files. */
    void writeSheet(byte[] sheet) throws IOException {
        emit(sheet, sheet.length, false);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == pending.length) {
                emit(pending, filled, false);
                filled = 0;
            }
            int step = Math.min(pending.length - filled, length - done);
            System.arraycopy(bytes, from + done, pending, filled, step);
            filled += step;
            done += step;
        }
    }

    /** Writes the last chunk and tells how many there are. */
    int finish() throws IOException {
        emit(pending, filled, true);
        Arrays.fill(pending, (byte) 0);
        out.flush();
        return count;
    }

    private void emit(byte[] plain, int length, boolean last) throws IOException {
        byte[] sealed = Sm4Gcm.seal(key, Envelope.nonce(prefix, count, last), binding, plain, length);
        out.writeInt(last ? sealed.length | Envelope.LAST : sealed.length);
        out.write(sealed);
        count++;
    }
}
