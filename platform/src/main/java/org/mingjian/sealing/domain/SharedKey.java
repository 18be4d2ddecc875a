package org.mingjian.sealing.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm2Shares;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;

/**
 * 开启人份额: the content key a second time, for the openers that the tender names. A random scalar is shared among them so
 * that any <i>threshold</i> open the bid and fewer cannot; a key derived from the scalar wraps the content key. The
 * commitments make every share checkable alone; they tell nothing that helps to open (see {@link Sm2Shares}).
 *
 * @param threshold how many shares open the bid
 * @param commitments {@code threshold} points of the curve
 * @param shares one for each opener, in the order of the tender's terms; share 1 first
 * @param wrapped the content key under the derived key, 16 bytes and tag
 */
public record SharedKey(int threshold, List<byte[]> commitments, List<Share> shares, byte[] wrapped) {

    /** How the key is shared; another way is another name. */
    public static final String SCHEME = "feldman-sm2-1";

    /** A share and its binding. */
    static final int BOUND_SHARE_LENGTH = Sm2Shares.SHARE_LENGTH + Sm3.LENGTH;

    static final int WRAPPED_KEY_LENGTH = Sm4Gcm.KEY_LENGTH + Sm4Gcm.TAG_LENGTH;

    private static final byte[] KEY_CONTEXT = "mingjian-sealed-bid-2 kek\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SHARE_CONTEXT = "mingjian-sealed-bid-2 share\n".getBytes(StandardCharsets.US_ASCII);

    public SharedKey {
        commitments = List.copyOf(commitments);
        shares = List.copyOf(shares);
    }

    /**
     * One opener's share.
     *
     * @param kind whose: {@code tenderer}, {@code platform}, {@code supervisor}, {@code witness} …
     * @param scheme how it is wrapped, as for a {@link Recipient}
     * @param fingerprint SM3 of the opener's public key, 64 hexadecimal digits
     * @param serial of his certificate, empty for a bare key
     * @param wrapped share and binding encrypted for him
     */
    public record Share(String scheme, String kind, String fingerprint, String serial, byte[] wrapped) {}

    /** Who opens, as the tender documents say. */
    public record Rule(int threshold, List<Recipient.Party> openers) {
        public Rule {
            openers = List.copyOf(openers);
        }
    }

    /** What a share belongs to; an opener's machine refuses a share that was copied from another bid. */
    record Place(String trade, String creditCode, byte[] noncePrefix) {

        byte[] binding(int index) {
            byte[] names = (trade + "\n" + creditCode + "\n").getBytes(StandardCharsets.US_ASCII);
            byte[] number = ByteBuffer.allocate(4).putInt(index).array();
            return Sm3.digest(SHARE_CONTEXT, names, noncePrefix, number);
        }
    }

    static SharedKey share(Rule rule, Place place, byte[] contentKey, SecureRandom random) throws CryptoFailure {
        Sm2Shares.Split split = Sm2Shares.split(rule.threshold(), rule.openers().size(), random);
        byte[] kek = kek(split.secret());
        try {
            List<Share> shares = new ArrayList<>();
            for (int i = 0; i < rule.openers().size(); i++) {
                Recipient.Party opener = rule.openers().get(i);
                byte[] plain = joined(split.shares().get(i), place.binding(i + 1));
                KeyKind kind = KeyKind.require(opener.publicKey());
                shares.add(new Share(
                        Recipient.schemeOf(kind),
                        opener.kind(),
                        Recipient.fingerprintOf(opener.publicKey()),
                        opener.serial(),
                        kind.encrypt(opener.publicKey(), plain)));
                Arrays.fill(plain, (byte) 0);
            }
            byte[] wrapped = Sm4Gcm.seal(kek, new byte[Sm4Gcm.NONCE_LENGTH], place.binding(0), contentKey);
            return new SharedKey(rule.threshold(), split.commitments(), shares, wrapped);
        } finally {
            Arrays.fill(kek, (byte) 0);
            Arrays.fill(split.secret(), (byte) 0);
            split.shares().forEach(share -> Arrays.fill(share, (byte) 0));
        }
    }

    /** Whether it is shared among exactly these openers, in this order. */
    public boolean follows(Rule rule) {
        if (threshold != rule.threshold() || shares.size() != rule.openers().size()) {
            return false;
        }
        for (int i = 0; i < shares.size(); i++) {
            Recipient.Party opener = rule.openers().get(i);
            Share share = shares.get(i);
            if (!share.kind().equals(opener.kind())
                    || !share.fingerprint().equals(Recipient.fingerprintOf(opener.publicKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is the share of opener {@code index}, from 1; anybody can ask. */
    public boolean fits(int index, byte[] share) {
        return index >= 1 && index <= shares.size() && Sm2Shares.fits(commitments, index, share);
    }

    /** The share of the holder of this private key, checked: bound to this bid, fitting the commitments. */
    byte[] shareOf(int index, byte[] privateKey, Place place) throws CryptoFailure, EnvelopeRefused {
        return unwrapped(shares.get(index - 1).wrapped(), commitments, privateKey, place, index);
    }

    static byte[] unwrapped(byte[] wrapped, List<byte[]> commitments, byte[] privateKey, Place place, int index)
            throws CryptoFailure, EnvelopeRefused {
        byte[] plain = KeyKind.ofPrivate(privateKey).decrypt(privateKey, wrapped);
        byte[] share = Arrays.copyOf(plain, Sm2Shares.SHARE_LENGTH);
        byte[] bound = Arrays.copyOfRange(plain, Math.min(plain.length, Sm2Shares.SHARE_LENGTH), plain.length);
        Arrays.fill(plain, (byte) 0);
        HeaderReading.require(
                Arrays.equals(bound, place.binding(index)), EnvelopeProblem.SHARE, "the share is of another bid");
        HeaderReading.require(
                Sm2Shares.fits(commitments, index, share),
                EnvelopeProblem.SHARE,
                "the share does not fit the commitments of the bid");
        return share;
    }

    /** The content key from enough shares; each must have been found to fit. */
    byte[] open(Map<Integer, byte[]> given, Place place) throws CryptoFailure {
        byte[] kek = kek(Sm2Shares.combine(given));
        try {
            return Sm4Gcm.open(kek, new byte[Sm4Gcm.NONCE_LENGTH], place.binding(0), wrapped);
        } finally {
            Arrays.fill(kek, (byte) 0);
        }
    }

    /** Used for one wrapping only, because the scalar is; therefore the nonce of that wrapping is zero. */
    private static byte[] kek(byte[] secret) {
        return Arrays.copyOf(Sm3.digest(KEY_CONTEXT, secret), Sm4Gcm.KEY_LENGTH);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
