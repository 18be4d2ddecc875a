package org.mingjian.sealing.domain;

import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;
import tools.jackson.databind.json.JsonMapper;

/** Writes sealed bids 加密投标文件: one pass over the files, memory of one chunk, whatever their size. */
public final class SealedBids {

    /** Plain bytes of a full chunk where nobody says otherwise. */
    public static final int USUAL_CHUNK = 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final SecureRandom random;

    public SealedBids(SecureRandom random) {
        this.random = random;
    }

    /** Signs with the bidder's private key, wherever that is kept: a file, a key in a token, a service. */
    public interface Signer {
        /** SM2: r‖s, 64 bytes, with the default identity; RSA: PKCS #1 v1.5 with SHA-256. */
        byte[] sign(byte[] message);
    }

    /** A file to seal; it is read once. */
    public interface Source {
        String name();

        long size();

        InputStream open() throws IOException;
    }

    /**
     * What shall be sealed for whom.
     *
     * @param trade 统一交易标识码
     * @param recipients who may unwrap the key; the bidder himself among them, or he cannot open his bid
     * @param created by the bidder's clock
     * @param openers who shall be able to open it together, as the tender's documents name them
     */
    public record Order(
            String trade,
            Bidder bidder,
            List<Recipient.Party> recipients,
            Instant created,
            int chunkSize,
            Optional<SharedKey.Rule> openers) {

        /** For a tender that names no openers. */
        public Order(String trade, Bidder bidder, List<Recipient.Party> recipients, Instant created, int chunkSize) {
            this(trade, bidder, recipients, created, chunkSize, Optional.empty());
        }

        /** The same for openers. */
        public Order withOpeners(SharedKey.Rule rule) {
            return new Order(trade, bidder, recipients, created, chunkSize, Optional.of(rule));
        }
    }

    /**
     * What was written.
     *
     * @param size of the sealed bid in bytes
     * @param sm3 digest of the whole sealed bid, 64 hexadecimal digits; the receipt names it
     */
    public record Sealed(SealedHeader header, int chunks, long size, String sm3, List<SealedFile> files) {}

    /** Seals; {@link EnvelopeRefused} says what in the order or the files cannot be sealed. */
    public Sealed seal(Order order, Signer signer, BidSheet sheet, List<? extends Source> files, OutputStream to)
            throws IOException, EnvelopeRefused {
        refuseBadNames(files);
        byte[] key = new byte[Sm4Gcm.KEY_LENGTH];
        random.nextBytes(key);
        try {
            SealedHeader header = header(order, key);
            Digesting out = new Digesting(to);
            out.write(Envelope.preamble(header.bytes()));
            ChunkWriter chunks = new ChunkWriter(out, header, key);
            chunks.writeSheet(sheet.bytes());
            List<SealedFile> sealed = new ArrayList<>();
            for (Source file : files) {
                sealed.add(append(file, chunks));
            }
            new DataOutputStream(chunks).writeInt(0);
            int count = chunks.finish();
            out.write(ByteBuffer.allocate(8).putInt(0).putInt(count).array());
            byte[] digest = out.digestSoFar();
            out.write(digest);
            out.write(signer.sign(Envelope.toSign(digest)));
            out.flush();
            return new Sealed(header, count, out.size(), Sm3.hex(out.digestSoFar()), List.copyOf(sealed));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private SealedHeader header(Order order, byte[] key) throws EnvelopeRefused {
        byte[] prefix = new byte[Envelope.PREFIX_LENGTH];
        random.nextBytes(prefix);
        List<Recipient> recipients = new ArrayList<>();
        for (Recipient.Party party : order.recipients()) {
            try {
                recipients.add(Recipient.wrap(party, key));
            } catch (CryptoFailure badKey) {
                throw new EnvelopeRefused(EnvelopeProblem.RECIPIENT, "the key of " + party.kind() + " is not usable");
            }
        }
        Optional<SharedKey> shared = Optional.empty();
        if (order.openers().isPresent()) {
            var place = new SharedKey.Place(order.trade(), order.bidder().creditCode(), prefix);
            try {
                shared = Optional.of(SharedKey.share(order.openers().get(), place, key, random));
            } catch (CryptoFailure | IllegalArgumentException badRule) {
                throw new EnvelopeRefused(EnvelopeProblem.OPENERS, "the openers are not usable");
            }
        }
        SealedHeader header = new SealedHeader(
                order.trade(),
                order.bidder(),
                order.created().truncatedTo(ChronoUnit.MILLIS),
                order.chunkSize(),
                Envelope.keyCheck(prefix, key),
                prefix,
                recipients,
                shared);
        byte[] bytes = header.bytes();
        HeaderReading.require(
                bytes.length <= Envelope.LONGEST_HEADER, EnvelopeProblem.HEADER_LENGTH, "the header is too long");
        return HeaderReading.read(bytes);
    }

    private static void refuseBadNames(List<? extends Source> files) throws EnvelopeRefused {
        Set<String> seen = new HashSet<>();
        for (Source file : files) {
            Optional<String> problem = FileName.problem(file.name());
            if (problem.isPresent()) {
                throw new EnvelopeRefused(EnvelopeProblem.FILE_NAME, file.name() + ": " + problem.get());
            }
            HeaderReading.require(
                    seen.add(FileName.key(file.name())), EnvelopeProblem.FILE_NAME, file.name() + ": given twice");
        }
        HeaderReading.require(files.size() <= ArchiveReading.MOST_FILES, EnvelopeProblem.ARCHIVE, "too many files");
    }

    private static SealedFile append(Source file, OutputStream to) throws IOException, EnvelopeRefused {
        byte[] entry = CanonicalJson.bytes(
                JsonMapper.shared().createObjectNode().put("name", file.name()).put("size", file.size()));
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(entry.length);
        out.write(entry);
        Sm3 digest = new Sm3();
        byte[] buffer = new byte[BUFFER];
        long left = file.size();
        try (InputStream in = file.open()) {
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                HeaderReading.require(read > 0, EnvelopeProblem.ARCHIVE, file.name() + " became shorter meanwhile");
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                left -= read;
            }
            HeaderReading.require(in.read() < 0, EnvelopeProblem.ARCHIVE, file.name() + " became longer meanwhile");
        }
        byte[] sm3 = digest.finish();
        out.write(sm3);
        return new SealedFile(file.name(), file.size(), Sm3.hex(sm3));
    }

    /** Digests and counts what passes through. */
    private static final class Digesting extends FilterOutputStream {

        private final Sm3 digest = new Sm3();
        private long size;

        Digesting(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            digest.update(bytes, from, length);
            size += length;
        }

        long size() {
            return size;
        }

        byte[] digestSoFar() {
            return digest.copy().finish();
        }
    }
}
