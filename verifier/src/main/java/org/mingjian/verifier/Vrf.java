package org.mingjian.verifier;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** Checks outputs of a verifiable random function (RFC 9381 §5.3), by suite. */
enum Vrf {
    P256("ECVRF-P256-SHA256-TAI", 0x01, "secp256r1", TreeHash.SHA256),
    SM2("ECVRF-SM2-SM3-TAI", 0xe1, "sm2p256v1", TreeHash.SM3);

    private static final int POINT = 33;
    private static final int CHALLENGE = 16;
    private static final int PROOF = 81;

    private final String id;
    private final byte octet;
    private final X9ECParameters curve;
    private final TreeHash hash;

    Vrf(String id, int octet, String curve, TreeHash hash) {
        this.id = id;
        this.octet = (byte) octet;
        this.curve = CustomNamedCurves.getByName(curve);
        this.hash = hash;
    }

    static Vrf named(String id) throws Unreadable {
        for (Vrf suite : values()) {
            if (suite.id.equals(id)) {
                return suite;
            }
        }
        throw new Unreadable("the suite \"" + id + "\" is not known to this version");
    }

    /** The output that this proof shows for key and input, or empty when it shows none. */
    Optional<byte[]> output(byte[] key, byte[] input, byte[] proof) {
        if (proof.length != PROOF) {
            return Optional.empty();
        }
        Optional<ECPoint> y = decode(key);
        Optional<ECPoint> gamma = decode(Arrays.copyOf(proof, POINT));
        if (y.isEmpty() || gamma.isEmpty()) {
            return Optional.empty();
        }
        byte[] said = Arrays.copyOfRange(proof, POINT, POINT + CHALLENGE);
        BigInteger c = new BigInteger(1, said);
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(proof, POINT + CHALLENGE, PROOF));
        Optional<ECPoint> h = encode(key, input);
        if (s.compareTo(curve.getN()) >= 0 || h.isEmpty()) {
            return Optional.empty();
        }
        ECPoint u = ECAlgorithms.sumOfTwoMultiplies(curve.getG(), s, y.get().negate(), c)
                .normalize();
        ECPoint v = ECAlgorithms.sumOfTwoMultiplies(h.get(), s, gamma.get().negate(), c)
                .normalize();
        if (u.isInfinity() || v.isInfinity()) {
            return Optional.empty();
        }
        byte[] found = hash.digest(
                new byte[] {octet, 2},
                key,
                h.get().getEncoded(true),
                Arrays.copyOf(proof, POINT),
                u.getEncoded(true),
                v.getEncoded(true),
                new byte[1]);
        return Arrays.equals(Arrays.copyOf(found, CHALLENGE), said)
                ? Optional.of(hash.digest(new byte[] {octet, 3}, Arrays.copyOf(proof, POINT), new byte[1]))
                : Optional.empty();
    }

    /** Try and increment (§5.4.1.1). */
    private Optional<ECPoint> encode(byte[] key, byte[] input) {
        for (int tries = 0; tries < 256; tries++) {
            byte[] x = hash.digest(new byte[] {octet, 1}, key, input, new byte[] {(byte) tries, 0});
            byte[] point = new byte[POINT];
            point[0] = 2;
            System.arraycopy(x, 0, point, 1, x.length);
            Optional<ECPoint> found = decode(point);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<ECPoint> decode(byte[] bytes) {
        if (bytes.length != POINT || (bytes[0] != 2 && bytes[0] != 3)) {
            return Optional.empty();
        }
        try {
            return Optional.of(curve.getCurve().decodePoint(bytes));
        } catch (IllegalArgumentException noPoint) {
            return Optional.empty();
        }
    }
}
