package org.mingjian.backup.domain;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;

/** Reads what {@link SealingOutput} wrote; every byte it gives out has been checked. */
public final class OpeningInput extends InputStream {

    private static final int LONGEST_LINE = 1024;

    private final DataInputStream from;
    private final byte[] key;
    private final byte[] header;
    private byte[] chunk = new byte[0];
    private int at;
    private long number;
    private boolean last;

    /** @throws IOException that names the cause: no backup, another key, cut off, changed */
    public OpeningInput(InputStream from, byte[] privateKey) throws IOException {
        this.from = new DataInputStream(from);
        byte[] line = line();
        String[] words = new String(line, StandardCharsets.US_ASCII).strip().split(" ");
        if (words.length != 3 || !words[0].equals(SealingOutput.FORMAT)) {
            throw new IOException("this is not a sealed backup file");
        }
        try {
            if (!SealingOutput.fingerprint(Sm2.publicKeyOf(privateKey)).equals(words[1])) {
                throw new IOException("this was sealed for another key, whose fingerprint is " + words[1]);
            }
            this.key = Sm2.decrypt(privateKey, Base64.getDecoder().decode(words[2]));
        } catch (CryptoFailure | IllegalArgumentException wrong) {
            throw new IOException("the wrapped key does not open: the first line was changed", wrong);
        }
        if (key.length != Sm4Gcm.KEY_LENGTH) {
            throw new IOException("the wrapped key has a wrong length");
        }
        this.header = Sm3.digest(line);
    }

    private byte[] line() throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        for (int length = 0; length < LONGEST_LINE; length++) {
            int one = from.read();
            if (one < 0) {
                break;
            }
            line[length] = (byte) one;
            if (one == '\n') {
                return Arrays.copyOf(line, length + 1);
            }
        }
        throw new IOException("this is not a sealed backup file");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (at == chunk.length) {
            if (last) {
                return -1;
            }
            next();
        }
        int part = Math.min(count, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, part);
        at += part;
        return part;
    }

    private void next() throws IOException {
        try {
            int word = from.readInt();
            int length = word & 0x7fffffff;
            if (length < Sm4Gcm.TAG_LENGTH || length > SealingOutput.CHUNK + Sm4Gcm.TAG_LENGTH) {
                throw new IOException("chunk " + number + " has an impossible length");
            }
            last = word < 0;
            byte[] sealed = new byte[length];
            from.readFully(sealed);
            byte[] additional = SealingOutput.additional(header, number, last);
            chunk = Sm4Gcm.open(key, SealingOutput.nonce(number), additional, sealed);
            at = 0;
            number++;
        } catch (EOFException cut) {
            throw new IOException("the file is cut off in chunk " + number, cut);
        } catch (CryptoFailure changed) {
            throw new IOException("chunk " + number + " was changed", changed);
        }
        if (last && from.read() >= 0) {
            throw new IOException("something follows the end");
        }
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
