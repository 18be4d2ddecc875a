package org.mingjian.kernel.crypto;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * A cipher suite of RFC 9381 §5.5: curve, hash and encoding to the curve. Both here have cofactor 1, challenges of 16
 * bytes, scalars and coordinates of 32, and find the point by try and increment (§5.4.1.1).
 */
public enum VrfSuite {
    /** Suite 0x01 of RFC 9381. */
    P256_SHA256_TAI("ECVRF-P256-SHA256-TAI", (byte) 0x01, "secp256r1", SHA256Digest::new),
    /** Our own, for keys on the SM2 curve with SM3 (GB/T 32918.5, GB/T 32905); no standard names it yet. */
    SM2_SM3_TAI("ECVRF-SM2-SM3-TAI", (byte) 0xe1, "sm2p256v1", SM3Digest::new);

    private final String id;
    private final byte octet;
    private final X9ECParameters curve;
    private final Supplier<Digest> hash;

    VrfSuite(String id, byte octet, String curve, Supplier<Digest> hash) {
        this.id = id;
        this.octet = octet;
        this.curve = CustomNamedCurves.getByName(curve);
        this.hash = hash;
    }

    /** Its name in files. */
    public String id() {
        return id;
    }

    public static Optional<VrfSuite> named(String id) {
        return Arrays.stream(values()).filter(suite -> suite.id.equals(id)).findFirst();
    }

    byte octet() {
        return octet;
    }

    X9ECParameters curve() {
        return curve;
    }

    Digest newHash() {
        return hash.get();
    }

    byte[] hash(byte[]... parts) {
        Digest digest = hash.get();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }
}
