package org.mingjian.sealing.domain;

import static org.mingjian.sealing.Blame.BIDDER;
import static org.mingjian.sealing.Blame.NONE;
import static org.mingjian.sealing.Blame.OPEN;
import static org.mingjian.sealing.Blame.OTHERS;
import static org.mingjian.sealing.Blame.PENDING;

import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Lifecycle;
import org.mingjian.sealing.Blame;
import org.mingjian.sealing.OpeningCause;

/**
 * 解密失败归因 (20号令 §31): from recorded evidence to whose cause it is. The platform decides only what its own record
 * decides: bytes that are no longer those of the receipt, or a command left undone, never fall on the bidder. Whether
 * a line was cut outside the platform no record of it can tell; people rule on that.
 */
public final class Attribution {

    /** Sources beside the edges. */
    public static final Lifecycle<Blame, Finding> TABLE = Lifecycle.of(Blame.class, Finding.class)
            .start(OPEN)
            .move(OPEN, Finding.OPENED, NONE)
            .move(OPEN, Finding.COMMAND_MISSING, BIDDER) // 20号令 §31：在规定时间内未解密
            .move(OPEN, Finding.KEY_FAILED, BIDDER)
            .move(OPEN, Finding.CERTIFICATE_FAILED, BIDDER)
            .move(OPEN, Finding.FILE_FAILED, BIDDER)
            .move(OPEN, Finding.PLATFORM_FAILED, OTHERS) // 20号令 §31：因投标人之外的原因
            .move(OPEN, Finding.NETWORK_FAILED, PENDING)
            .move(PENDING, Finding.RULED_BIDDER, BIDDER)
            .move(PENDING, Finding.RULED_OTHERS, OTHERS)
            .move(BIDDER, Finding.RULED_OTHERS, OTHERS)
            .move(OTHERS, Finding.RULED_BIDDER, BIDDER)
            .end(NONE, BIDDER, OTHERS)
            .build();

    private Attribution() {}

    /**
     * What is on record of one bid at the end of the time to decrypt.
     *
     * @param opened whether its sheet was opened
     * @param unfinished whether a command that came in time has no result
     * @param intact whether the stored bytes are those of the receipt
     * @param cause of the last failure, null when no command was ever tried
     */
    public record Evidence(
            boolean opened,
            boolean unfinished,
            boolean intact,
            @Nullable OpeningCause cause) {}

    /** What the evidence shows; the platform's own failings come first. */
    public static Finding found(Evidence evidence) {
        if (evidence.opened()) {
            return Finding.OPENED;
        }
        if (evidence.unfinished() || !evidence.intact()) {
            return Finding.PLATFORM_FAILED;
        }
        OpeningCause cause = evidence.cause();
        return cause == null ? Finding.COMMAND_MISSING : finding(cause);
    }

    private static Finding finding(OpeningCause cause) {
        return switch (cause) {
            case NO_COMMAND -> Finding.COMMAND_MISSING;
            case WRONG_KEY, BAD_SIGNATURE, NO_KEY -> Finding.KEY_FAILED;
            case EXPIRED_CERTIFICATE -> Finding.CERTIFICATE_FAILED;
            case DAMAGED, MALFORMED -> Finding.FILE_FAILED;
            case PLATFORM -> Finding.PLATFORM_FAILED;
            case NETWORK -> Finding.NETWORK_FAILED;
        };
    }

    /** The cause that stands in the record for what was found. */
    public static OpeningCause cause(Evidence evidence) {
        OpeningCause known = evidence.cause();
        return switch (found(evidence)) {
            case PLATFORM_FAILED -> OpeningCause.PLATFORM;
            case COMMAND_MISSING -> OpeningCause.NO_COMMAND;
            case OPENED -> throw new IllegalStateException("an opened bid has no cause of failure");
            case KEY_FAILED, CERTIFICATE_FAILED, FILE_FAILED, NETWORK_FAILED, RULED_BIDDER, RULED_OTHERS ->
                known == null ? OpeningCause.NO_COMMAND : known;
        };
    }

    /** Whose cause it is, as long as nobody ruled otherwise. */
    public static Blame of(OpeningCause cause) {
        return next(OPEN, finding(cause));
    }

    /** @throws IllegalStateException when the table has no such edge: the caller should have looked */
    public static Blame next(Blame from, Finding finding) {
        return TABLE.next(from, finding, from)
                .orElseThrow(() -> new IllegalStateException(finding + " decides nothing of " + from));
    }
}
