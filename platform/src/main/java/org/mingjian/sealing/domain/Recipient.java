package org.mingjian.sealing.domain;

import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Rsa;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;

/**
 * Somebody the content key is wrapped for 密钥信封.
 *
 * @param scheme how it is wrapped: {@value #SM2_WRAP} or {@value #RSA_WRAP}
 * @param kind whose key it is: {@code bidder}, {@code tenderer}, {@code platform}, {@code supervisor} …
 * @param fingerprint SM3 of the public key, 64 hexadecimal digits
 * @param serial serial number of the certificate, empty where a bare key was used
 * @param wrapped what the scheme makes of the key
 */
public record Recipient(String scheme, String kind, String fingerprint, String serial, byte[] wrapped) {

    /** The 16-byte content key encrypted with SM2 (C1C3C2) for one public key. */
    public static final String SM2_WRAP = "sm2-wrap-1";

    /** The 16-byte content key under RSAES-OAEP with SHA-256 and MGF1-SHA-256, as {@link Rsa} does it. */
    public static final String RSA_WRAP = "rsa-oaep-sha256-1";

    /**
     * A party that the key shall be wrapped for.
     *
     * @param publicKey SM2: 65 bytes; RSA: SubjectPublicKeyInfo in DER
     */
    public record Party(String kind, byte[] publicKey, String serial) {}

    /** How a public key is named. */
    public static String fingerprintOf(byte[] publicKey) {
        return Sm3.hex(Sm3.digest(publicKey));
    }

    /** The name of the wrapping for a kind of key. */
    static String schemeOf(KeyKind kind) {
        return switch (kind) {
            case SM2 -> SM2_WRAP;
            case RSA -> RSA_WRAP;
        };
    }

    /** Whether what is wrapped can have this length under a known scheme. */
    static boolean isWrapped(String scheme, int plain, byte[] wrapped) {
        return switch (scheme) {
            case SM2_WRAP -> wrapped.length == Sm2.ENCRYPTION_OVERHEAD + plain;
            case RSA_WRAP -> wrapped.length >= Rsa.LEAST && wrapped.length <= Rsa.MOST;
            default -> false;
        };
    }

    static Recipient wrap(Party party, byte[] key) throws CryptoFailure {
        KeyKind kind = KeyKind.require(party.publicKey());
        byte[] wrapped = kind.encrypt(party.publicKey(), key);
        return new Recipient(schemeOf(kind), party.kind(), fingerprintOf(party.publicKey()), party.serial(), wrapped);
    }

    /** The content key; a key of the other kind than the scheme's opens nothing. */
    byte[] unwrap(byte[] privateKey) throws CryptoFailure {
        KeyKind kind = KeyKind.ofPrivate(privateKey);
        if (!scheme.equals(schemeOf(kind))) {
            throw new CryptoFailure("wrapped by another scheme than that of the key");
        }
        byte[] key = kind.decrypt(privateKey, wrapped);
        if (key.length != Sm4Gcm.KEY_LENGTH) {
            throw new CryptoFailure("not a content key");
        }
        return key;
    }
}
