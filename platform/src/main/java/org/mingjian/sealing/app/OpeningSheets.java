package org.mingjian.sealing.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.mingjian.document.Documents;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.domain.EnvelopeCause;
import org.mingjian.sealing.domain.EnvelopeProblem;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenedBids;
import org.mingjian.sealing.store.BoardStore.Command;
import org.mingjian.sealing.store.BoardStore.Result;
import org.springframework.stereotype.Component;

/** Opens the bid sheet of one bid, and finds out whose cause it is when it does not open. */
@Component
class OpeningSheets {

    /** Header and sheet of a usual bid in one read. */
    private static final int BUFFER = 16 * 1024;

    private static final int COPY = 256 * 1024;

    /** What the database cannot keep in a text. */
    private static final String NUL = "\\u0000";

    private final Documents documents;
    private final Accounts accounts;
    private final BidKeys keys;

    OpeningSheets(Documents documents, Accounts accounts, BidKeys keys) {
        this.documents = documents;
        this.accounts = accounts;
        this.keys = keys;
    }

    /** What a bidder signs to open his bid. */
    static byte[] message(String trade, String sm3, byte[] contentKey) {
        String key = Base64.getEncoder().encodeToString(contentKey);
        return ("mingjian-open-bid-1\n" + trade + "\n" + sm3 + "\n" + key).getBytes(StandardCharsets.UTF_8);
    }

    Result open(Command command) {
        byte[] key;
        try {
            key = keys.open(command.bid(), command.keySealed());
        } catch (CryptoFailure e) {
            return failed(command, OpeningCause.PLATFORM, "queued key unreadable");
        }
        Optional<OpeningCause> unsigned = command.isByOpeners() ? Optional.empty() : unsigned(command, key);
        if (unsigned.isPresent()) {
            return failed(command, unsigned.get(), "");
        }
        try (InputStream in = new BufferedInputStream(documents.open(command.sm3()), BUFFER)) {
            String sheet =
                    OpenedBids.openSheet(in, key, command.trade()).content().toString();
            return sheet.contains(NUL)
                    ? failed(command, OpeningCause.MALFORMED, EnvelopeProblem.SHEET.words())
                    : new Result(command, sheet, null, null);
        } catch (EnvelopeRefused refused) {
            return failed(
                    command, causeOf(refused, command.sm3()), refused.problem().words());
        } catch (IOException e) {
            return failed(command, OpeningCause.PLATFORM, e.getClass().getSimpleName());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** A bidder's command needs his signature; openers signed each share, and it was checked when it came. */
    private Optional<OpeningCause> unsigned(Command command, byte[] key) {
        byte[] message = message(command.trade(), command.sm3(), key);
        if (accounts.isSignedBy(command.account(), message, command.signature())) {
            return Optional.empty();
        }
        boolean certified = accounts.certificateOf(command.account()).isPresent();
        return Optional.of(certified ? OpeningCause.BAD_SIGNATURE : OpeningCause.EXPIRED_CERTIFICATE);
    }

    /** The envelope stood its checks at receipt; if its bytes are others now, the platform lost them. */
    private OpeningCause causeOf(EnvelopeRefused refused, String sm3) {
        if (refused.problem().cause() == EnvelopeCause.WRONG_KEY) {
            return OpeningCause.WRONG_KEY;
        }
        if (!isIntact(sm3)) {
            return OpeningCause.PLATFORM;
        }
        return refused.problem().cause() == EnvelopeCause.DAMAGED ? OpeningCause.DAMAGED : OpeningCause.MALFORMED;
    }

    /** Whether the stored bytes are still those of the receipt. */
    boolean isIntact(String sm3) {
        Sm3 digest = new Sm3();
        byte[] buffer = new byte[COPY];
        try (InputStream in = documents.open(sm3)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException unreadable) {
            return false;
        }
        return Sm3.hex(digest.finish()).equals(sm3);
    }

    private static Result failed(Command command, OpeningCause cause, String detail) {
        return new Result(command, null, cause, detail);
    }
}
