package org.mingjian.identity.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Knows a natural person again without keeping the identity number: HMAC-SM3 over name and number under a key of this
 * platform. Without the key the few possible numbers of one person could be tried out.
 */
@Component
class NaturalPersons {

    private final byte[] key;

    NaturalPersons(@Value("${mingjian.keys:${mingjian.data:.mingjian/data}/keys}") Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("person.sm3");
        if (!Files.exists(file)) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            Path beside = Files.createTempFile(
                    folder,
                    "new",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, HexFormat.of().formatHex(fresh), StandardOpenOption.SYNC);
            Files.move(beside, file);
        }
        this.key = HexFormat.of().parseHex(Files.readString(file).strip());
    }

    /** @param number 证件号码; letters count without case */
    byte[] digest(String name, String number) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        byte[] person =
                (name.strip() + "\n" + number.strip().toUpperCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
        mac.update(person, 0, person.length);
        byte[] digest = new byte[mac.getMacSize()];
        mac.doFinal(digest, 0);
        return digest;
    }
}
