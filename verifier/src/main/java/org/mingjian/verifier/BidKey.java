package org.mingjian.verifier;

/** A public key that bids are signed by and sealed for: SM2, 65 bytes, or RSA, SubjectPublicKeyInfo in DER. */
interface BidKey {

    byte[] bytes();

    /** How the envelope names a wrapping for this key. */
    String scheme();

    /** In bytes; one key has one length of signature. */
    int signatureLength();

    boolean verifies(byte[] message, byte[] signature);

    /** Encrypts for the holder of the private key, with fresh randomness each time. */
    byte[] wrap(byte[] plain) throws Unreadable;

    static BidKey of(byte[] bytes) throws Unreadable {
        return bytes.length == 65 ? new Sm2Key(bytes) : new RsaKey(bytes);
    }

    /** Whether something of {@code plain} bytes, wrapped by a scheme, can have this length. */
    static boolean isWrapped(String scheme, int plain, byte[] wrapped) {
        return switch (scheme) {
            case Sm2Key.SCHEME -> wrapped.length == plain + 97;
            case RsaKey.SCHEME -> wrapped.length >= RsaKey.LEAST && wrapped.length <= RsaKey.MOST;
            default -> false;
        };
    }
}
