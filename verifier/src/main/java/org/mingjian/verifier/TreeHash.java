package org.mingjian.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The hash of a Merkle tree, with the prefixes of RFC 9162 §2.1.1 that keep leaves and nodes apart. */
public enum TreeHash {
    SM3,
    SHA256;

    public static final int LENGTH = 32;

    static TreeHash named(String name) throws Unreadable {
        return switch (name) {
            case "sm3" -> SM3;
            case "sha256" -> SHA256;
            default -> throw new Unreadable("\"hash\" must be sm3 or sha256");
        };
    }

    byte[] leaf(byte[] entry) {
        return digest(new byte[] {0}, entry);
    }

    byte[] node(byte[] left, byte[] right) {
        return digest(new byte[] {1}, left, right);
    }

    /** The root of a tree without leaves. */
    public byte[] empty() {
        return digest();
    }

    public byte[] digest(byte[]... parts) {
        return switch (this) {
            case SM3 -> sm3(parts);
            case SHA256 -> sha256(parts);
        };
    }

    private static byte[] sm3(byte[]... parts) {
        SM3Digest digest = new SM3Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[LENGTH];
        digest.doFinal(out, 0);
        return out;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
