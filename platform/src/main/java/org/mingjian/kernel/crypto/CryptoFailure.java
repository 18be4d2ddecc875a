package org.mingjian.kernel.crypto;

/** Bytes that a cryptographic operation cannot accept: a wrong key, a changed cipher text, a malformed certificate. */
public class CryptoFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public CryptoFailure(String message) {
        super(message);
    }

    public CryptoFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
