package org.mingjian.sealing.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;

class EnvelopeCheckTest {

    private static final SampleBid BID = new SampleBid().with("a.bin", 300);
    private static final byte[] SEALED = BID.seal();

    @Test
    void soundBidPasses() {
        EnvelopeCheck.Sound sound = (EnvelopeCheck.Sound) SampleBid.check(SEALED);

        assertThat(sound.size()).isEqualTo(SEALED.length);
        assertThat(sound.sm3()).isEqualTo(Sm3.hex(Sm3.digest(SEALED)));
        assertThat(sound.header().trade()).isEqualTo(SampleBid.TRADE);
        assertThat(sound.header().created()).isEqualTo("2026-11-21T01:02:03.456Z");
    }

    @Test
    void everyFlippedByteIsRefusedWithTheNameOfTheCheck() {
        for (int i = 0; i < SEALED.length; i++) {
            byte[] changed = SEALED.clone();
            changed[i] ^= 1;
            assertThat(problem(changed)).as("byte %d", i).isNotNull();
        }
    }

    @Property(tries = 2_000)
    void anyChangedBitsOfAByteAreRefused(
            @ForAll @IntRange(min = 0, max = 10_000) int where, @ForAll @IntRange(min = 1, max = 255) int bits) {
        byte[] changed = SEALED.clone();
        changed[where % SEALED.length] ^= (byte) bits;

        assertThat(SampleBid.check(changed)).isInstanceOf(EnvelopeCheck.Unsound.class);
    }

    @Test
    void changedChunkIsNamedADigestProblem() {
        byte[] changed = SEALED.clone();
        changed[SEALED.length - 200] ^= 1;

        assertThat(problem(changed)).isEqualTo(EnvelopeProblem.DIGEST);
    }

    @Test
    void everyTruncationIsRefused() {
        for (int length = 0; length < SEALED.length; length++) {
            assertThat(problem(Arrays.copyOf(SEALED, length)))
                    .as("length %d", length)
                    .isEqualTo(EnvelopeProblem.TRUNCATED);
        }
    }

    @Test
    void doublingAndTailsAreRefused() {
        assertThat(problem(concat(SEALED, SEALED))).isEqualTo(EnvelopeProblem.TRAILING_BYTES);
        assertThat(problem(concat(SEALED, new byte[1]))).isEqualTo(EnvelopeProblem.TRAILING_BYTES);
    }

    @Test
    void chunksInAnotherOrderAreRefused() {
        Parts parts = new Parts(SEALED);
        for (int i = 0; i + 1 < parts.chunks.size(); i++) {
            Parts swapped = new Parts(SEALED);
            Collections.swap(swapped.chunks, i, i + 1);
            assertThat(problem(swapped.bytes())).isIn(EnvelopeProblem.DIGEST, EnvelopeProblem.CHUNK_FRAME);
        }
    }

    @Test
    void chunksInAnotherOrderDoNotOpenEvenWhenSignedAnew() throws IOException, EnvelopeRefused {
        Parts parts = new Parts(SEALED);
        Collections.swap(parts.chunks, 1, 2);
        byte[] signedAnew = parts.signed(BID.bidder);

        assertThat(SampleBid.check(signedAnew)).isInstanceOf(EnvelopeCheck.Sound.class);
        assertThat(openProblem(signedAnew, BID.key(SEALED))).isEqualTo(EnvelopeProblem.CHUNK_SEAL);
    }

    @Test
    void droppedOrDoubledChunkDoesNotOpenEvenWhenSignedAnew() throws IOException, EnvelopeRefused {
        Parts dropped = new Parts(SEALED);
        dropped.chunks.remove(2);
        Parts doubled = new Parts(SEALED);
        doubled.chunks.add(2, doubled.chunks.get(2));

        assertThat(openProblem(dropped.signed(BID.bidder), BID.key(SEALED))).isEqualTo(EnvelopeProblem.CHUNK_SEAL);
        assertThat(openProblem(doubled.signed(BID.bidder), BID.key(SEALED))).isEqualTo(EnvelopeProblem.CHUNK_SEAL);
    }

    @Test
    void chunksMovedUnderAnotherHeaderDoNotOpen() throws IOException, EnvelopeRefused {
        Parts moved = new Parts(SEALED);
        String header = new String(moved.header, UTF_8).replace(SampleBid.TRADE, SampleBid.OTHER_TRADE);
        moved.header = header.getBytes(UTF_8);
        byte[] signedAnew = moved.signed(BID.bidder);

        assertThat(problem(signedAnew)).isEqualTo(EnvelopeProblem.OTHER_TENDER);
        assertThat(openProblem(signedAnew, BID.key(SEALED), SampleBid.OTHER_TRADE))
                .isEqualTo(EnvelopeProblem.CHUNK_SEAL);
    }

    @Test
    void strangersSignatureIsRefused() {
        byte[] signed = new Parts(SEALED).signed(BID.opener);

        assertThat(problem(signed)).isEqualTo(EnvelopeProblem.SIGNATURE);
    }

    @Test
    void bidOfAnotherTenderOrBidderIsNamedSo() throws IOException {
        EnvelopeCheck.Expectation otherCode =
                new EnvelopeCheck.Expectation(SampleBid.TRADE, Optional.of("91410581399989745L"), Optional.empty());
        EnvelopeCheck.Expectation otherKey = new EnvelopeCheck.Expectation(
                SampleBid.TRADE, Optional.of(SampleBid.CREDIT_CODE), Optional.of(BID.opener.publicKey()));

        assertThat(problem(EnvelopeCheck.Expectation.ofTrade(SampleBid.OTHER_TRADE)))
                .isEqualTo(EnvelopeProblem.OTHER_TENDER);
        assertThat(problem(otherCode)).isEqualTo(EnvelopeProblem.OTHER_BIDDER);
        assertThat(problem(otherKey)).isEqualTo(EnvelopeProblem.OTHER_BIDDER);
    }

    @Test
    void headersOutsideTheFormAreNamedSo() {
        assertThat(problemOf("{\"bidder\":", "{ \"bidder\":")).isEqualTo(EnvelopeProblem.HEADER_FORM);
        assertThat(problemOf("{\"bidder\":", "{\"bidder\":{},\"bidder\":")).isEqualTo(EnvelopeProblem.HEADER_JSON);
        assertThat(problemOf("\"v\":1", "\"v\":2")).isEqualTo(EnvelopeProblem.HEADER_CONTENT);
        assertThat(problemOf("\"v\":1", "\"v\":1,\"w\":1")).isEqualTo(EnvelopeProblem.HEADER_CONTENT);
        assertThat(problemOf("\"chunkSize\":64", "\"chunkSize\":2147483647")).isEqualTo(EnvelopeProblem.HEADER_CONTENT);
        assertThat(problemOf("sm2-wrap-1", "sm2-wrap-9")).isEqualTo(EnvelopeProblem.RECIPIENT);
        assertThat(problemOf("T01:02:03.456Z", "T01:02:03.45Z")).isEqualTo(EnvelopeProblem.HEADER_CONTENT);
        assertThat(problemOf("{\"bidder\":", "[")).isEqualTo(EnvelopeProblem.HEADER_JSON);
        assertThat(problemOf("\"bidder\":{", "\"bidder\":{\"certificate\":\"AAAA\","))
                .isEqualTo(EnvelopeProblem.CERTIFICATE);
    }

    @Test
    void lengthsThatClaimGigabytesCostNothing() {
        byte[] header = SEALED.clone();
        ByteBuffer.wrap(header).putInt(Envelope.MAGIC.length, Integer.MAX_VALUE);
        byte[] chunk = SEALED.clone();
        int first = Envelope.MAGIC.length + 4 + new Parts(SEALED).header.length;
        ByteBuffer.wrap(chunk).putInt(first, Integer.MAX_VALUE);

        assertThat(problem(header)).isEqualTo(EnvelopeProblem.HEADER_LENGTH);
        assertThat(problem(chunk)).isEqualTo(EnvelopeProblem.CHUNK_FRAME);
    }

    private static EnvelopeProblem problemOf(String part, String replacement) {
        Parts parts = new Parts(SEALED);
        parts.header =
                new String(parts.header, UTF_8).replace(part, replacement).getBytes(UTF_8);
        return problem(parts.signed(BID.bidder));
    }

    private static EnvelopeProblem problem(byte[] sealed) {
        return switch (SampleBid.check(sealed)) {
            case EnvelopeCheck.Sound sound -> throw new AssertionError("sound: " + sound);
            case EnvelopeCheck.Unsound unsound -> unsound.problem();
        };
    }

    private static EnvelopeProblem problem(EnvelopeCheck.Expectation expected) throws IOException {
        return ((EnvelopeCheck.Unsound) EnvelopeCheck.check(new ByteArrayInputStream(SEALED), expected)).problem();
    }

    private static EnvelopeProblem openProblem(byte[] sealed, byte[] key) throws IOException {
        return openProblem(sealed, key, SampleBid.TRADE);
    }

    private static EnvelopeProblem openProblem(byte[] sealed, byte[] key, String trade) throws IOException {
        try {
            OpenedBids.openAll(new ByteArrayInputStream(sealed), key, trade, new SampleBid.Kept());
            throw new AssertionError("opened");
        } catch (EnvelopeRefused refused) {
            return refused.problem();
        }
    }

    private static byte[] concat(byte[]... arrays) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] array : arrays) {
            out.writeBytes(array);
        }
        return out.toByteArray();
    }

    /** A sealed bid taken apart by a forger. */
    private static final class Parts {

        byte[] header;
        final List<byte[]> chunks = new ArrayList<>();
        final byte[] trailer;

        Parts(byte[] sealed) {
            ByteBuffer in = ByteBuffer.wrap(sealed);
            in.position(Envelope.MAGIC.length);
            header = new byte[in.getInt()];
            in.get(header);
            for (int word = in.getInt(); word != 0; word = in.getInt()) {
                byte[] chunk = new byte[4 + (word & ~Envelope.LAST)];
                in.position(in.position() - 4).get(chunk);
                chunks.add(chunk);
            }
            trailer = Arrays.copyOfRange(sealed, in.position() - 4, sealed.length);
        }

        byte[] body() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Envelope.preamble(header));
            chunks.forEach(out::writeBytes);
            return out.toByteArray();
        }

        byte[] bytes() {
            return concat(body(), trailer);
        }

        byte[] signed(KeyKind.Pair by) {
            byte[] count =
                    ByteBuffer.allocate(8).putInt(0).putInt(chunks.size()).array();
            byte[] digest = Sm3.digest(body(), count);
            return concat(body(), count, digest, by.sign(Envelope.toSign(digest)));
        }
    }
}
