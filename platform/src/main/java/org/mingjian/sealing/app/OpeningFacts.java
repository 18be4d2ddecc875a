package org.mingjian.sealing.app;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.Blame;
import org.mingjian.sealing.DepositsAtOpening;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.domain.Attribution;
import org.mingjian.sealing.store.BoardStore.Command;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore.Objection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contents of the public facts of an opening, as everybody reads them. */
final class OpeningFacts {

    static final String WINDOW = "电子招标投标办法（20号令）§31";

    private OpeningFacts() {}

    /** 投标截止: count and root, before anything is opened. */
    record Closed(
            Instant deadline,
            Instant closedAt,
            Instant windowEnd,
            int count,
            String root,
            String method,
            List<ClosedBid> bids) {}

    record ClosedBid(
            int seq, UUID bid, UUID organisation, String bidder, String creditCode, String sm3, Instant receivedAt) {}

    /** 少于三家. */
    record TooFew(int count, int least, String reason, String basis) {}

    record SignedIn(UUID bid, int seq, String bidder, String creditCode) {}

    /** @param shares 0 when the bidder opened it himself, else how many openers' shares did */
    record Opened(UUID bid, int seq, String bidder, String creditCode, String sm3, int shares) {}

    /**
     * An opener gave a share, or a false one. {@code point} is the public point of the share; it is true when it is
     * Σ indexᵏ·commitmentₖ, and the signature is the opener's over {@code OpenerShares.message}.
     */
    record Share(
            UUID bid,
            int seq,
            String bidder,
            String sm3,
            int index,
            String kind,
            String opener,
            String reason,
            List<String> commitments,
            String point,
            String publicKey,
            String signature,
            int given,
            int needed,
            String basis) {}

    record Failed(
            UUID bid,
            int seq,
            String bidder,
            OpeningCause cause,
            String words,
            @Nullable String detail) {}

    record Paused(String reason, String reportedBy, String confirmedBy, String basis) {}

    record Continued(Instant pausedAt, Instant windowEnd) {}

    /** 解密结束, with whose cause it was for each bid that stayed sealed; {@code pending} waits for a ruling. */
    record DecryptionClosed(
            int opened,
            List<Unopened> revoked,
            List<Unopened> withdrawn,
            List<Unopened> pending,
            String endedBy,
            String basis) {}

    record Unopened(
            UUID bid, int seq, String bidder, String creditCode, OpeningCause cause, String words, String blame) {}

    /** 认定: whose cause it was, by two people, on what grounds. */
    record Ruled(
            UUID bid,
            int seq,
            String bidder,
            Blame blame,
            String consequence,
            @Nullable OpeningCause before,
            String reason,
            String proposedBy,
            String confirmedBy,
            String basis) {}

    /** 唱标. */
    record PricesRead(String trade, String root, int count, List<Line> bids, Instant objectionsUntil) {}

    /** One line of what is read out; price and what follows only for an opened bid, the deposit for each. */
    record Line(
            int seq,
            UUID bid,
            UUID organisation,
            String bidder,
            String creditCode,
            BidState state,
            String stateTitle,
            @Nullable OpeningCause cause,
            @Nullable Money price,
            @Nullable String durationDays,
            @Nullable String quality,
            @Nullable String leader,
            @Nullable String leaderCertificate,
            DepositsAtOpening.@Nullable Given deposit) {}

    record Raised(UUID objection, UUID bid, String bidder, String text) {}

    record Answered(UUID objection, String answer, String by) {}

    record RecordSigned(UUID bid, int seq, String bidder, String digest, String signature) {}

    /** 开标记录 (20号令 §32). */
    record Recorded(
            String trade,
            String title,
            Instant deadline,
            int count,
            int opened,
            String root,
            String digest,
            List<Line> bids,
            List<Objection> objections,
            List<Confirmation> confirmations,
            String host) {}

    record Confirmation(UUID bid, String bidder, Instant at) {}

    static Line line(Entry bid, DepositsAtOpening.@Nullable Given deposit) {
        JsonNode sheet = bid.state() == BidState.OPENED ? bid.sheet() : null;
        return new Line(
                bid.seq(),
                bid.id(),
                bid.organisation(),
                bid.name(),
                bid.creditCode(),
                bid.state(),
                bid.state().title(),
                bid.cause(),
                sheet == null ? null : Money.of(sheet.path("price").asString()),
                text(sheet, "durationDays"),
                text(sheet, "quality"),
                text(sheet, "projectLeader"),
                text(sheet, "leaderCertificate"),
                deposit);
    }

    private static @Nullable String text(@Nullable JsonNode sheet, String field) {
        return sheet == null || !sheet.hasNonNull(field)
                ? null
                : sheet.path(field).asString("");
    }

    static Unopened unopened(Entry bid, OpeningCause cause) {
        return new Unopened(
                bid.id(),
                bid.seq(),
                bid.name(),
                bid.creditCode(),
                cause,
                cause.words(),
                Attribution.of(cause).title());
    }

    /** The bidder, acting by a command that was queued; the platform, where shares were put together. */
    static Actor actor(Command command) {
        if (command.isByOpeners()) {
            return Actor.SYSTEM;
        }
        return new Actor(
                command.account().toString(),
                command.name(),
                command.organisation().toString(),
                command.name(),
                command.creditCode(),
                null);
    }

    /** SM3 over the canonical form, which bidders sign. */
    static String digest(JsonMapper json, Object content) {
        return Sm3.hex(Sm3.digest(CanonicalJson.bytes(json.valueToTree(content))));
    }
}
