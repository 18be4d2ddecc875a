package org.mingjian.sealing.domain;

import static org.mingjian.sealing.domain.HeaderReading.require;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm2Shares;

/** Shares of openers 开启人份额: an opener takes his out of a sealed bid; enough of them give the content key. */
public final class OpenerShares {

    private OpenerShares() {}

    /**
     * A share as its opener takes it out.
     *
     * @param index from 1, the opener's place in the tender's terms
     * @param value 32 bytes
     */
    public record Taken(int index, String kind, byte[] value) {}

    /**
     * A wrapped share as the platform shows it to its opener, without the rest of the bid.
     *
     * @param index the opener's number
     * @param wrapped as in {@link SharedKey.Share}
     */
    public record Shown(
            String trade, String creditCode, byte[] noncePrefix, List<byte[]> commitments, int index, byte[] wrapped) {
        public Shown {
            commitments = List.copyOf(commitments);
        }
    }

    /** His share from what the platform shows; it can hide one, but not pass off another bid's for this one. */
    public static byte[] take(Shown shown, byte[] privateKey) throws EnvelopeRefused {
        var place = new SharedKey.Place(shown.trade(), shown.creditCode(), shown.noncePrefix());
        try {
            return SharedKey.unwrapped(shown.wrapped(), shown.commitments(), privateKey, place, shown.index());
        } catch (CryptoFailure damaged) {
            throw new EnvelopeRefused(EnvelopeProblem.SHARE, "the wrapped share does not open");
        }
    }

    /**
     * The share of the opener who holds this private key; refused unless it is of this bid and fits its commitments.
     */
    public static Taken take(SealedHeader header, byte[] privateKey) throws EnvelopeRefused {
        SharedKey shared = shared(header);
        try {
            String fingerprint =
                    Recipient.fingerprintOf(KeyKind.ofPrivate(privateKey).publicKeyOf(privateKey));
            for (int index = 1; index <= shared.shares().size(); index++) {
                SharedKey.Share share = shared.shares().get(index - 1);
                if (share.fingerprint().equals(fingerprint)) {
                    byte[] value = shared.shareOf(index, privateKey, header.place());
                    return new Taken(index, share.kind(), value);
                }
            }
        } catch (CryptoFailure damaged) {
            throw new EnvelopeRefused(EnvelopeProblem.SHARE, "the wrapped share does not open");
        }
        throw new EnvelopeRefused(EnvelopeProblem.WRONG_KEY, "no share of the bid is for this key");
    }

    /**
     * The content key out of shares.
     *
     * @param given by index, from 1
     * @throws EnvelopeRefused {@code SHARE} when they are too few or one is false, {@code KEY_ENVELOPE} when good
     * shares
     *     give no key: then the bid was sealed wrongly
     */
    public static byte[] contentKey(SealedHeader header, Map<Integer, byte[]> given) throws EnvelopeRefused {
        SharedKey shared = shared(header);
        require(
                given.size() >= shared.threshold(),
                EnvelopeProblem.SHARE,
                given.size() + " shares of " + shared.threshold());
        for (Map.Entry<Integer, byte[]> one : given.entrySet()) {
            require(
                    shared.fits(one.getKey(), one.getValue()),
                    EnvelopeProblem.SHARE,
                    "share " + one.getKey() + " does not fit the commitments of the bid");
        }
        byte[] key;
        try {
            key = shared.open(given, header.place());
        } catch (CryptoFailure wronglySealed) {
            throw new EnvelopeRefused(EnvelopeProblem.KEY_ENVELOPE, "good shares do not open the wrapped key");
        }
        require(header.fits(key), EnvelopeProblem.KEY_ENVELOPE, "the shared key is not that of the bid");
        return key;
    }

    /**
     * What an opener signs when he gives his share. It names the share by its public point, so that everybody can check
     * signature and share without seeing the share.
     *
     * @param sm3 digest of the sealed bid, 64 hexadecimal digits
     * @param reason in the opener's words, in one line
     */
    public static String message(String trade, String sm3, int index, byte[] point, String reason) {
        return "mingjian-open-share-1\n" + trade + "\n" + sm3 + "\n" + index + "\n"
                + Base64.getEncoder().encodeToString(point) + "\n" + reason;
    }

    /** The public point of a share; refused when it is none. */
    public static byte[] pointOf(byte[] share) throws EnvelopeRefused {
        try {
            return Sm2Shares.pointOf(share);
        } catch (CryptoFailure malformed) {
            throw new EnvelopeRefused(EnvelopeProblem.SHARE, "not a share");
        }
    }

    private static SharedKey shared(SealedHeader header) throws EnvelopeRefused {
        return header.openers()
                .orElseThrow(
                        () -> new EnvelopeRefused(EnvelopeProblem.OPENERS, "the bid was not sealed for any openers"));
    }
}
