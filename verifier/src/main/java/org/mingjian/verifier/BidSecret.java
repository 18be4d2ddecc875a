package org.mingjian.verifier;

/** A private key that signs bids and opens what was wrapped for it: SM2, 32 bytes, or RSA, PKCS #8 in DER. */
interface BidSecret {

    byte[] publicKey();

    /** The scheme that it opens; nothing else is tried with it. */
    String scheme();

    byte[] sign(byte[] message);

    byte[] open(byte[] cipher) throws Refused;

    static BidSecret of(byte[] bytes) throws Unreadable {
        return bytes.length == 32 ? new Sm2Secret(bytes) : new RsaSecret(bytes);
    }
}
