package org.mingjian.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Goes through a sealed bid from its first byte to its last, in the memory of one chunk. */
final class SealedBid {

    private static final int LAST = 0x8000_0000;
    private static final int LONGEST_HEADER = 262_144;
    private static final int LONGEST_SHEET = 65_536;

    private final InputStream in;
    private final SM3Digest digest = new SM3Digest();
    private final BidHeader header;
    private int chunks;
    private boolean ended;

    SealedBid(InputStream in) throws IOException, Refused {
        this.in = in;
        Refused.unless(Arrays.equals(take(16), BidHeader.MAGIC), "MAGIC", "not a sealed bid of version 1");
        int length = word();
        Refused.unless(length > 0 && length <= LONGEST_HEADER, "HEADER_LENGTH", "the header cannot have that length");
        header = BidHeader.read(take(length));
    }

    BidHeader header() {
        return header;
    }

    /** One chunk as it stands in the file. */
    record Chunk(int index, boolean last, byte[] sealed) {}

    Optional<Chunk> next() throws IOException, Refused {
        if (ended) {
            return Optional.empty();
        }
        int word = word();
        boolean last = (word & LAST) != 0;
        int length = word & ~LAST;
        int full = header.chunkSize() + Sm4.TAG;
        boolean right = chunks == 0
                ? !last && length > Sm4.TAG && length <= LONGEST_SHEET + Sm4.TAG
                : last ? length > Sm4.TAG && length <= full : length == full;
        Refused.unless(right, "CHUNK_FRAME", "chunk " + chunks + " has a length it cannot have");
        ended = last;
        return Optional.of(new Chunk(chunks++, last, take(length)));
    }

    /** Reads count, digest and signature, and that nothing follows; answers SM3 of the whole file. */
    String finish() throws IOException, Refused {
        while (next().isPresent()) {
            continue;
        }
        Refused.unless(word() == 0, "CHUNK_FRAME", "a chunk after the last");
        Refused.unless(word() == chunks, "CHUNK_COUNT", "the trailer counts another number of chunks");
        byte[] computed = digestSoFar();
        Refused.unless(Arrays.equals(take(32), computed), "DIGEST", "the bytes have been changed");
        byte[] signature = take(header.bidder().signatureLength());
        boolean signed = header.bidder().verifies(BidHeader.toSign(computed), signature);
        Refused.unless(signed, "SIGNATURE", "not the bidder's signature");
        Refused.unless(in.read() < 0, "TRAILING_BYTES", "bytes after the end");
        return HexFormat.of().formatHex(digestSoFar());
    }

    private byte[] digestSoFar() {
        byte[] out = new byte[32];
        new SM3Digest(digest).doFinal(out, 0);
        return out;
    }

    private int word() throws IOException, Refused {
        return ByteBuffer.wrap(take(4)).getInt();
    }

    private byte[] take(int length) throws IOException, Refused {
        byte[] bytes = in.readNBytes(length);
        Refused.unless(bytes.length == length, "TRUNCATED", "the file ends too early");
        digest.update(bytes, 0, length);
        return bytes;
    }
}
