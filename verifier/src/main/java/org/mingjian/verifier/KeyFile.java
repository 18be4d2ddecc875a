package org.mingjian.verifier;

import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A key file as browser and commands write it, open or closed by a password. */
final class KeyFile {

    private KeyFile() {}

    static BidSecret read(String name, Optional<String> passwordFile) throws BadCall, Unreadable {
        if (!(JsonReader.read(Documents.text(name, InputStream.nullInputStream())) instanceof Json.Obj file)
                || !Set.of("mingjian-key", "sm2-key").contains(file.text("type"))
                || file.count("v") != 1) {
            throw new BadCall(name + " is not a key file");
        }
        byte[] bytes;
        if (file.has("closed")) {
            String password = passwordFile.orElseThrow(
                    () -> new BadCall(name + " is closed by a password; name a file that holds it with --password"));
            bytes = opened(file.object("closed"), Documents.text(password, InputStream.nullInputStream()));
        } else {
            bytes = Proof.base64("privateKey", file.text("privateKey"));
        }
        BidSecret secret = BidSecret.of(bytes);
        if (!Arrays.equals(secret.publicKey(), Proof.base64("publicKey", file.text("publicKey")))) {
            throw new Unreadable("the key file holds two keys that do not belong together");
        }
        return secret;
    }

    private static byte[] opened(Json.Obj closed, String text) throws Unreadable {
        long iterations = closed.count("iterations");
        if (!closed.text("kdf").equals("PBKDF2-SHA256") || iterations < 1000 || iterations > 10_000_000) {
            throw new Unreadable("the key file is closed in a way that is not known here");
        }
        char[] password = text.lines().findFirst().orElse("").toCharArray();
        byte[] salt = Proof.base64("salt", closed.text("salt"));
        byte[] iv = Proof.base64("iv", closed.text("iv"));
        byte[] data = Proof.base64("data", closed.text("data"));
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password, salt, (int) iterations, 256))
                    .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new Unreadable("the key file does not open: wrong password, or it was changed");
        }
    }
}
