package org.mingjian.sealing.domain;

import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;

/**
 * Somebody the content key is wrapped for 密钥信封.
 *
 * @param scheme how it is wrapped; {@value #SM2_WRAP} is the only scheme of version 1, a scheme for shares comes
 * beside it
 * @param kind whose key it is: {@code bidder}, {@code tenderer}, {@code platform}, {@code supervisor} …
 * @param fingerprint SM3 of the 65-byte public key, 64 hexadecimal digits
 * @param serial serial number of the certificate, empty where a bare key was used
 * @param wrapped what the scheme makes of the key
 */
public record Recipient(String scheme, String kind, String fingerprint, String serial, byte[] wrapped) {

    /** The 16-byte content key encrypted with SM2 (C1C3C2) for one public key. */
    public static final String SM2_WRAP = "sm2-wrap-1";

    /** A party that the key shall be wrapped for. */
    public record Party(String kind, byte[] publicKey, String serial) {}

    /** How a public key is named. */
    public static String fingerprintOf(byte[] publicKey) {
        return Sm3.hex(Sm3.digest(publicKey));
    }

    static Recipient wrap(Party party, byte[] key) throws CryptoFailure {
        String fingerprint = fingerprintOf(party.publicKey());
        return new Recipient(SM2_WRAP, party.kind(), fingerprint, party.serial(), Sm2.encrypt(party.publicKey(), key));
    }
}
