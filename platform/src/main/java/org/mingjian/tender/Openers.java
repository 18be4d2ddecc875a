package org.mingjian.tender;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 开启人: who can open sealed bids together when a bidder's own key fails, and how many of them it takes. They are named
 * in
 * the tender documents with their public keys, so that every bidder's machine seals for them (20号令 §31 补救方案).
 *
 * @param threshold how many shares open a bid
 * @param remedyMinutes how long after the time to decrypt the openers may give their shares
 * @param members share 1 is the first one's
 */
public record Openers(int threshold, int remedyMinutes, List<Opener> members) {

    /** More nobody names. */
    public static final int MOST = 16;

    /** The platform's own opener: its key lies in a file beside its other keys, never in the database. */
    public static final String PLATFORM = "platform";

    /**
     * One opener. A request names kind and serial only; the rest is taken from the registered certificate at
     * publication.
     *
     * @param kind {@code tenderer}, {@code platform}, {@code supervisor} or {@code witness}
     * @param serial of the certificate; empty for the platform
     * @param publicKey base64 of 65 bytes
     * @param account whose certificate it is; null for the platform
     */
    public record Opener(
            String kind,
            String serial,
            @Nullable String name,
            @Nullable String organisation,
            @Nullable String publicKey,
            @Nullable UUID account) {

        public String title() {
            return switch (kind) {
                case "tenderer" -> "招标人";
                case PLATFORM -> "交易平台";
                case "supervisor" -> "行政监督";
                case "witness" -> "见证";
                default -> kind;
            };
        }
    }
}
