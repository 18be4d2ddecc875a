package org.mingjian.sealing.domain;

import static org.mingjian.sealing.domain.HeaderReading.require;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;

/** Goes through a sealed bid from its first byte to its last, in the memory of one chunk: header, chunks, trailer. */
final class EnvelopeReading {

    private final InputStream in;
    private final Sm3 digest = new Sm3();
    private final SealedHeader header;
    private long size;
    private int chunks;
    private boolean ended;

    /** Reads magic and header. */
    EnvelopeReading(InputStream in) throws IOException, EnvelopeRefused {
        this.in = in;
        byte[] magic = take(Envelope.MAGIC.length);
        require(Arrays.equals(magic, Envelope.MAGIC), EnvelopeProblem.MAGIC, "not a sealed bid of version 1");
        int length = word();
        require(
                length > 0 && length <= Envelope.LONGEST_HEADER,
                EnvelopeProblem.HEADER_LENGTH,
                "the header cannot have that length");
        header = HeaderReading.read(take(length));
    }

    /**
     * A chunk as it stands in the file.
     *
     * @param index from 0, which is the sheet
     * @param sealed cipher text and tag
     */
    record Chunk(int index, boolean last, byte[] sealed) {}

    SealedHeader header() {
        return header;
    }

    /** The next chunk; nothing after the last. */
    Optional<Chunk> next() throws IOException, EnvelopeRefused {
        if (ended) {
            return Optional.empty();
        }
        int word = word();
        boolean last = (word & Envelope.LAST) != 0;
        int length = word & ~Envelope.LAST;
        int full = header.chunkSize() + Sm4Gcm.TAG_LENGTH;
        boolean right;
        if (chunks == 0) {
            right = !last && length > Sm4Gcm.TAG_LENGTH && length <= Envelope.LONGEST_SHEET + Sm4Gcm.TAG_LENGTH;
        } else {
            right = last ? length > Sm4Gcm.TAG_LENGTH && length <= full : length == full;
        }
        require(right, EnvelopeProblem.CHUNK_FRAME, "chunk " + chunks + " has a length it cannot have");
        require(chunks < Integer.MAX_VALUE, EnvelopeProblem.CHUNK_FRAME, "too many chunks");
        ended = last;
        return Optional.of(new Chunk(chunks++, last, take(length)));
    }

    /** What the trailer proves. */
    record End(int chunks, long size, byte[] sm3) {}

    /** Reads the trailer, checks count, digest and signature, and that nothing follows. */
    End finish() throws IOException, EnvelopeRefused {
        require(ended, EnvelopeProblem.CHUNK_FRAME, "the last chunk was not read");
        require(word() == 0, EnvelopeProblem.CHUNK_FRAME, "a chunk after the last");
        require(word() == chunks, EnvelopeProblem.CHUNK_COUNT, "the trailer counts another number of chunks");
        byte[] computed = digest.copy().finish();
        require(Arrays.equals(take(Sm3.LENGTH), computed), EnvelopeProblem.DIGEST, "the bytes have been changed");
        require(signed(computed), EnvelopeProblem.SIGNATURE, "not the bidder's signature");
        require(in.read() < 0, EnvelopeProblem.TRAILING_BYTES, "bytes after the end");
        return new End(chunks, size, digest.finish());
    }

    private boolean signed(byte[] computed) throws IOException, EnvelopeRefused {
        byte[] publicKey = header.bidder().publicKey();
        try {
            KeyKind kind = KeyKind.require(publicKey);
            return kind.verify(publicKey, Envelope.toSign(computed), take(kind.signatureLength(publicKey)));
        } catch (CryptoFailure notAKey) {
            return false;
        }
    }

    private int word() throws IOException, EnvelopeRefused {
        return ByteBuffer.wrap(take(4)).getInt();
    }

    private byte[] take(int length) throws IOException, EnvelopeRefused {
        byte[] bytes = in.readNBytes(length);
        size += bytes.length;
        require(bytes.length == length, EnvelopeProblem.TRUNCATED, "ends after " + size + " bytes");
        digest.update(bytes);
        return bytes;
    }
}
