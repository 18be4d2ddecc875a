package org.mingjian.sealing.domain;

import static org.mingjian.sealing.domain.HeaderReading.require;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;

/** Opens sealed bids 解密: the key out of its wrapping, the sheet with the price, or everything. */
public final class OpenedBids {

    private OpenedBids() {}

    /** Where the files of an opened bid go. */
    public interface Destination {
        /** A stream for one file; the name is relative and harmless. */
        OutputStream create(String name, long size) throws IOException;
    }

    /** A bid that was opened whole, and stood every check on the way. */
    public record Opened(SealedHeader header, BidSheet sheet, List<SealedFile> files, String sm3) {}

    /** The content key, unwrapped with the private key of a recipient. */
    public static byte[] unwrap(SealedHeader header, byte[] privateKey) throws EnvelopeRefused {
        byte[] key;
        try {
            byte[] publicKey = KeyKind.ofPrivate(privateKey).publicKeyOf(privateKey);
            Recipient recipient = header.recipientOf(publicKey)
                    .orElseThrow(() ->
                            new EnvelopeRefused(EnvelopeProblem.WRONG_KEY, "the bid was not sealed for this key"));
            key = recipient.unwrap(privateKey);
        } catch (CryptoFailure damaged) {
            throw new EnvelopeRefused(EnvelopeProblem.KEY_ENVELOPE, "the wrapped key does not open");
        }
        require(header.fits(key), EnvelopeProblem.KEY_ENVELOPE, "the wrapped key is not that of the bid");
        return key;
    }

    /** The bid sheet alone, from the first chunk; nothing after it is read. */
    public static BidSheet openSheet(InputStream in, byte[] key, String trade) throws IOException, EnvelopeRefused {
        EnvelopeReading reading = start(in, key, trade);
        return sheet(new PlainChunks(reading, key));
    }

    /** Everything: each chunk is authenticated before a byte of it leaves, and the whole at the end. */
    public static Opened openAll(InputStream in, byte[] key, String trade, Destination to)
            throws IOException, EnvelopeRefused {
        EnvelopeReading reading = start(in, key, trade);
        PlainChunks plain = new PlainChunks(reading, key);
        BidSheet sheet = sheet(plain);
        try {
            List<SealedFile> files = new ArchiveReading(plain, to).readAll();
            EnvelopeReading.End end = reading.finish();
            return new Opened(reading.header(), sheet, files, Sm3.hex(end.sm3()));
        } catch (Refusing inside) {
            throw inside.refused;
        }
    }

    private static EnvelopeReading start(InputStream in, byte[] key, String trade) throws IOException, EnvelopeRefused {
        EnvelopeReading reading = new EnvelopeReading(in);
        SealedHeader header = reading.header();
        require(header.trade().equals(trade), EnvelopeProblem.OTHER_TENDER, "sealed for " + header.trade());
        boolean fits = key.length == Sm4Gcm.KEY_LENGTH && header.fits(key);
        require(fits, EnvelopeProblem.WRONG_KEY, "not the key of this bid");
        return reading;
    }

    private static BidSheet sheet(PlainChunks plain) throws IOException, EnvelopeRefused {
        return BidSheet.read(plain.nextChunk().orElseThrow());
    }

    /** Carries a refusal through the interface of a stream. */
    private static final class Refusing extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient EnvelopeRefused refused;

        Refusing(EnvelopeRefused refused) {
            super(refused);
            this.refused = refused;
        }
    }

    /** The plain bytes of the chunks, one authenticated chunk at a time. */
    private static final class PlainChunks extends InputStream {

        private final EnvelopeReading reading;
        private final byte[] key;
        private final byte[] binding;
        private byte[] current = new byte[0];
        private int at;

        PlainChunks(EnvelopeReading reading, byte[] key) {
            this.reading = reading;
            this.key = key;
            this.binding = reading.header().digest();
        }

        Optional<byte[]> nextChunk() throws IOException, EnvelopeRefused {
            Optional<EnvelopeReading.Chunk> next = reading.next();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            EnvelopeReading.Chunk chunk = next.get();
            byte[] nonce = Envelope.nonce(reading.header().noncePrefix(), chunk.index(), chunk.last());
            try {
                return Optional.of(Sm4Gcm.open(key, nonce, binding, chunk.sealed()));
            } catch (CryptoFailure damaged) {
                throw new EnvelopeRefused(EnvelopeProblem.CHUNK_SEAL, "chunk " + chunk.index() + " does not open");
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (at == current.length && !advance()) {
                return -1;
            }
            int step = Math.min(length, current.length - at);
            System.arraycopy(current, at, bytes, from, step);
            at += step;
            return step;
        }

        private boolean advance() throws IOException {
            Arrays.fill(current, (byte) 0);
            try {
                Optional<byte[]> next = nextChunk();
                current = next.orElseGet(() -> new byte[0]);
                at = 0;
                return next.isPresent();
            } catch (EnvelopeRefused refused) {
                throw new Refusing(refused);
            }
        }
    }
}
