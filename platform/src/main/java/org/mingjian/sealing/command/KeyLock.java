package org.mingjian.sealing.command;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.mingjian.kernel.command.BadInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lock of a key file, the same in the browser: PBKDF2-HMAC-SHA256 over the password gives an AES-256-GCM key that
 * closes the 32 bytes of the private key.
 */
final class KeyLock {

    private static final String KDF = "PBKDF2-SHA256";
    private static final int ITERATIONS = 310_000;
    private static final int TAG_BITS = 128;

    private KeyLock() {}

    static ObjectNode close(byte[] privateKey, char[] password) {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[16];
        byte[] iv = new byte[12];
        random.nextBytes(salt);
        random.nextBytes(iv);
        Base64.Encoder base64 = Base64.getEncoder();
        try {
            byte[] data =
                    cipher(Cipher.ENCRYPT_MODE, password, salt, iv, ITERATIONS).doFinal(privateKey);
            return JsonMapper.shared()
                    .createObjectNode()
                    .put("kdf", KDF)
                    .put("iterations", ITERATIONS)
                    .put("salt", base64.encodeToString(salt))
                    .put("iv", base64.encodeToString(iv))
                    .put("data", base64.encodeToString(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks PBKDF2 or AES-GCM", e);
        }
    }

    /** @throws BadInput when the password is wrong or the file was changed */
    static byte[] open(String name, JsonNode closed, char[] password) {
        int iterations = closed.path("iterations").asInt(0);
        if (!closed.path("kdf").asString("").equals(KDF) || iterations < 1000 || iterations > 10_000_000) {
            throw new BadInput(name + " is closed in a way that is not known here");
        }
        byte[] salt = KeyFile.base64(name, closed.path("salt").asString(""));
        byte[] iv = KeyFile.base64(name, closed.path("iv").asString(""));
        byte[] data = KeyFile.base64(name, closed.path("data").asString(""));
        try {
            return cipher(Cipher.DECRYPT_MODE, password, salt, iv, iterations).doFinal(data);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new BadInput(name + " does not open: wrong password, or the file was changed");
        }
    }

    private static Cipher cipher(int mode, char[] password, byte[] salt, byte[] iv, int iterations)
            throws GeneralSecurityException {
        // The browser derives from the UTF-8 of the password; so does this provider.
        SecretKey derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password, salt, iterations, 256));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derived.getEncoded(), "AES"), new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }

    /** The first line of a text, as a password. */
    static char[] password(String text) {
        String line = text.lines().findFirst().orElse("");
        if (line.isEmpty() || line.getBytes(StandardCharsets.UTF_8).length > 1024) {
            throw new BadInput("the password is empty or too long");
        }
        return line.toCharArray();
    }
}
