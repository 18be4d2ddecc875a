package org.mingjian.draw.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mingjian.draw.DrawParty;
import org.mingjian.kernel.crypto.Sm3;

/** Texts over which the parties commit and the function is computed; UTF-8, lines by LF, none at the end. */
public final class Seeds {

    private static final String COMMITMENT = "mingjian-draw-seed-1";
    private static final String INPUT = "mingjian-draw-1";

    private Seeds() {}

    /** What a party publishes before it publishes its seed; all in lower-case hexadecimal digits. */
    public static String commitment(String draw, DrawParty party, String seed) {
        return Sm3.hex(Sm3.digest(text(COMMITMENT, draw, party.key(), seed)));
    }

    /**
     * Input of the verifiable random function.
     *
     * @param planDigest of everything that was fixed before the seeds
     * @param seeds in the order of {@link DrawParty}
     */
    public static byte[] input(String draw, String planDigest, List<String> seeds) {
        return text(INPUT, draw, planDigest, String.join("\n", seeds));
    }

    private static byte[] text(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
