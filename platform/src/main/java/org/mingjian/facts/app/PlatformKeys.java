package org.mingjian.facts.app;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.ops.KeyFolder;
import org.springframework.stereotype.Component;

/**
 * Keys of this platform, one file each in the key folder, readable by its owner only: the SM2 key that signs
 * checkpoints and receipts, and the SM4 key under which secret contents lie in the database. Made at the first start.
 */
@Component
public class PlatformKeys {

    private static final HexFormat HEX = HexFormat.of();
    private static final int CONTENT_KEY = 16;

    private final Sm2.KeyPair log;
    private final byte[] content;

    PlatformKeys(KeyFolder keys) {
        SecureRandom random = new SecureRandom();
        String[] pair =
                keys.readOrMake("log.sm2", () -> words(Sm2.generate(random))).split(" ");
        this.log = new Sm2.KeyPair(HEX.parseHex(pair[0]), HEX.parseHex(pair[1]));
        this.content = keys.bytes("content.sm4", CONTENT_KEY, () -> fresh(random));
    }

    private static byte[] fresh(SecureRandom random) {
        byte[] key = new byte[CONTENT_KEY];
        random.nextBytes(key);
        return key;
    }

    private static String words(Sm2.KeyPair pair) {
        return HEX.formatHex(pair.privateKey()) + " " + HEX.formatHex(pair.publicKey());
    }

    public Sm2.KeyPair log() {
        return log;
    }

    byte[] content() {
        return content;
    }
}
