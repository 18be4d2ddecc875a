package org.mingjian.sealing.domain;

import static org.mingjian.sealing.domain.HeaderReading.require;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.mingjian.kernel.crypto.Sm3;

/**
 * Checks stored bytes without any key: that they are a whole, unchanged, signed sealed bid of the expected bidder for
 * the
 * expected tender. What this cannot see is whether the chunks decrypt; the bidder's rehearsal shows that.
 */
public final class EnvelopeCheck {

    private EnvelopeCheck() {}

    /**
     * What the platform knows beforehand.
     *
     * @param trade 统一交易标识码 of the section that the bid was handed in for
     * @param creditCode of the organisation that hands it in, where that matters
     * @param publicKey registered key of the bidder, where he has one
     */
    public record Expectation(String trade, Optional<String> creditCode, Optional<byte[]> publicKey) {

        public static Expectation ofTrade(String trade) {
            return new Expectation(trade, Optional.empty(), Optional.empty());
        }
    }

    /** Either it stood every check, or one failed. */
    public sealed interface Result {}

    /**
     * It stood every check.
     *
     * @param size bytes in the file
     * @param sm3 digest of the whole file, 64 hexadecimal digits
     */
    public record Sound(SealedHeader header, int chunks, long size, String sm3) implements Result {}

    /** A check failed. */
    public record Unsound(EnvelopeProblem problem, String detail) implements Result {}

    /** Reads to the end, in the memory of one chunk. Closing the stream is the caller's. */
    public static Result check(InputStream in, Expectation expected) throws IOException {
        try {
            EnvelopeReading reading = new EnvelopeReading(in);
            SealedHeader header = reading.header();
            matches(header, expected);
            while (reading.next().isPresent()) {
                continue;
            }
            EnvelopeReading.End end = reading.finish();
            return new Sound(header, end.chunks(), end.size(), Sm3.hex(end.sm3()));
        } catch (EnvelopeRefused refused) {
            return new Unsound(refused.problem(), refused.detail());
        }
    }

    /** The header alone, from the first bytes of a sealed bid. */
    public static SealedHeader header(InputStream in) throws IOException, EnvelopeRefused {
        return new EnvelopeReading(in).header();
    }

    private static void matches(SealedHeader header, Expectation expected) throws EnvelopeRefused {
        require(header.trade().equals(expected.trade()), EnvelopeProblem.OTHER_TENDER, "sealed for " + header.trade());
        boolean sameBidder =
                expected.creditCode().map(header.bidder().creditCode()::equals).orElse(true);
        require(
                sameBidder,
                EnvelopeProblem.OTHER_BIDDER,
                "sealed by " + header.bidder().creditCode());
        boolean sameKey = expected.publicKey()
                .map(key -> Arrays.equals(key, header.bidder().publicKey()))
                .orElse(true);
        require(sameKey, EnvelopeProblem.OTHER_BIDDER, "signed with a key that is not registered");
    }
}
