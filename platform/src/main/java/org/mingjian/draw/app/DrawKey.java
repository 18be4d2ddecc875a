package org.mingjian.draw.app;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.mingjian.draw.DrawError;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Ecvrf;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.VrfSuite;
import org.mingjian.ops.KeyFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The platform's key for draws, in the key folder, readable by its owner only; made at the first start. */
@Component
class DrawKey {

    private static final String SEED = "mingjian-draw-platform-seed-1";

    private final VrfSuite suite;
    private final Ecvrf function;
    private final byte[] secret;

    DrawKey(KeyFolder keys, @Value("${mingjian.draw.suite:ECVRF-P256-SHA256-TAI}") String suite) {
        this.suite = VrfSuite.named(suite)
                .orElseThrow(() -> new PlatformException(DrawError.DRAW_KEY_UNUSABLE, "unknown suite " + suite));
        this.function = new Ecvrf(this.suite);
        this.secret = keys.bytes(suite + ".vrf", 32, () -> function.generate(new SecureRandom()));
    }

    String suite() {
        return suite.id();
    }

    /** Compressed public key, hexadecimal. */
    String publicKey() {
        return Sm3.hex(function.publicKeyOf(secret));
    }

    Ecvrf.Proven prove(byte[] input) {
        return function.prove(secret, input);
    }

    /**
     * The platform's own seed of a draw. It is computed and never kept, so that a crash between commitment and reveal
     * loses nothing.
     */
    String seed(String draw) {
        byte[] text = ("\n" + SEED + "\n" + draw + "\n").getBytes(StandardCharsets.UTF_8);
        return Sm3.hex(Sm3.digest(secret, text, secret));
    }
}
