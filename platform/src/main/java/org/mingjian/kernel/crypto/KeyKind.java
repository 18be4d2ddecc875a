package org.mingjian.kernel.crypto;

import java.security.SecureRandom;
import java.util.Optional;

/** The two kinds of keys that people hold; each names public and private keys by their bytes alone. */
public enum KeyKind {
    /** Private key 32 bytes, public key 65 bytes, signature r‖s. */
    SM2 {
        @Override
        public Pair generate(SecureRandom random) {
            Sm2.KeyPair pair = Sm2.generate(random);
            return new Pair(pair.privateKey(), pair.publicKey());
        }

        @Override
        public byte[] publicKeyOf(byte[] privateKey) throws CryptoFailure {
            return Sm2.publicKeyOf(privateKey);
        }

        @Override
        public byte[] encrypt(byte[] publicKey, byte[] plain) throws CryptoFailure {
            return Sm2.encrypt(publicKey, plain);
        }

        @Override
        public byte[] decrypt(byte[] privateKey, byte[] cipher) throws CryptoFailure {
            return Sm2.decrypt(privateKey, cipher);
        }

        @Override
        public byte[] sign(byte[] privateKey, byte[] message) {
            return Sm2.sign(privateKey, message);
        }

        @Override
        public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
            return Sm2.verify(publicKey, message, signature);
        }

        @Override
        public int signatureLength(byte[] publicKey) {
            return Sm2.SIGNATURE_LENGTH;
        }
    },
    /** As {@link Rsa} says. */
    RSA {
        @Override
        public Pair generate(SecureRandom random) {
            Rsa.Pair pair = Rsa.generate(Rsa.LEAST * 8, random);
            return new Pair(pair.privateKey(), pair.publicKey());
        }

        @Override
        public byte[] publicKeyOf(byte[] privateKey) throws CryptoFailure {
            return Rsa.publicKeyOf(privateKey);
        }

        @Override
        public byte[] encrypt(byte[] publicKey, byte[] plain) throws CryptoFailure {
            return Rsa.encrypt(publicKey, plain);
        }

        @Override
        public byte[] decrypt(byte[] privateKey, byte[] cipher) throws CryptoFailure {
            return Rsa.decrypt(privateKey, cipher);
        }

        @Override
        public byte[] sign(byte[] privateKey, byte[] message) {
            return Rsa.sign(privateKey, message);
        }

        @Override
        public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
            return Rsa.verify(publicKey, message, signature);
        }

        @Override
        public int signatureLength(byte[] publicKey) throws CryptoFailure {
            return Rsa.length(publicKey);
        }
    };

    /** A private key with its public key. */
    public record Pair(byte[] privateKey, byte[] publicKey) {

        public byte[] sign(byte[] message) {
            return ofPrivate(privateKey).sign(privateKey, message);
        }
    }

    /** The kind of a public key; empty when it is none that is accepted. */
    public static Optional<KeyKind> ofPublic(byte[] publicKey) {
        if (publicKey.length == Sm2.PUBLIC_LENGTH) {
            return Sm2.isPublicKey(publicKey) ? Optional.of(SM2) : Optional.empty();
        }
        return Rsa.isPublicKey(publicKey) ? Optional.of(RSA) : Optional.empty();
    }

    /** @throws CryptoFailure when it is no public key that is accepted */
    public static KeyKind require(byte[] publicKey) throws CryptoFailure {
        return ofPublic(publicKey).orElseThrow(() -> new CryptoFailure("a key of this kind is not accepted"));
    }

    /** The kind that a private key claims by its length; whether it is one shows when it is used. */
    public static KeyKind ofPrivate(byte[] privateKey) {
        return privateKey.length == Sm2.PRIVATE_LENGTH ? SM2 : RSA;
    }

    public abstract Pair generate(SecureRandom random);

    public abstract byte[] publicKeyOf(byte[] privateKey) throws CryptoFailure;

    public abstract byte[] encrypt(byte[] publicKey, byte[] plain) throws CryptoFailure;

    public abstract byte[] decrypt(byte[] privateKey, byte[] cipher) throws CryptoFailure;

    public abstract byte[] sign(byte[] privateKey, byte[] message);

    public abstract boolean verify(byte[] publicKey, byte[] message, byte[] signature);

    /** In bytes; one key has one length of signature. */
    public abstract int signatureLength(byte[] publicKey) throws CryptoFailure;
}
