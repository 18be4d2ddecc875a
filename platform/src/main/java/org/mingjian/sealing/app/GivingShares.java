package org.mingjian.sealing.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.app.TenderOpeners.Seat;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.Remedy;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Openers;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 补救 (20号令 §31): openers give their shares of bids whose own keys failed. Each share is a transaction of its own and a
 * fact with its reason, so that a crash loses none and nobody is asked twice; the last one needed queues the content
 * key.
 */
@Service
public class GivingShares {

    /**
     * A share as its opener's machine took it out.
     *
     * @param share 32 bytes
     * @param signature by the opener's key, over {@link OpenerShares#message}
     */
    public record Given(UUID bid, byte[] share, byte[] signature) {}

    /**
     * What came of one share.
     *
     * @param outcome {@code GIVEN}, {@code FALSE} when it does not fit the bid, or the code of a refusal
     */
    public record Answer(UUID bid, String outcome, String words, int given, int needed) {}

    private final Tenders tenders;
    private final OpeningStore openings;
    private final BoardStore board;
    private final CheckingEnvelopes envelopes;
    private final PuttingTogether together;
    private final PlatformOpenerKey platform;
    private final TransactionTemplate transaction;

    GivingShares(
            Tenders tenders,
            OpeningStore openings,
            BoardStore board,
            CheckingEnvelopes envelopes,
            PuttingTogether together,
            PlatformOpenerKey platform,
            TransactionTemplate transaction) {
        this.tenders = tenders;
        this.openings = openings;
        this.board = board;
        this.envelopes = envelopes;
        this.together = together;
        this.platform = platform;
        this.transaction = transaction;
    }

    /** An opener gives shares that he took out on his own machine. */
    public List<Answer> give(String code, List<Given> given, String reason, Caller opener) {
        Seat seat = seat(code, opener);
        if (seat.opener().kind().equals(Openers.PLATFORM)) {
            throw new PlatformException(SealingError.NOT_AN_OPENER, "平台的份额由平台用自己的密钥取出");
        }
        List<Answer> answers = new ArrayList<>();
        for (Given one : given) {
            answers.add(inOneStep(code, new Act(seat, reason, opener), one.bid(), bid -> one));
        }
        together.ring();
        return answers;
    }

    /** The platform gives its shares, on the word of the trading centre's staff, with the key in its key file. */
    public List<Answer> giveOfPlatform(String code, List<UUID> bids, String reason, Caller staff) {
        Seat seat = seat(code, staff);
        if (!seat.opener().kind().equals(Openers.PLATFORM)) {
            throw new PlatformException(SealingError.NOT_AN_OPENER, "只有交易中心可以交出平台的份额");
        }
        List<Answer> answers = new ArrayList<>();
        for (UUID bid : bids) {
            answers.add(
                    inOneStep(code, new Act(seat, reason, staff), bid, entry -> ofPlatform(code, seat, entry, reason)));
        }
        together.ring();
        return answers;
    }

    /** Who acts in which place, and why. */
    record Act(Seat seat, String reason, Caller by) {}

    private interface Taking {
        Given of(BoardStore.Entry bid) throws EnvelopeRefused;
    }

    private Seat seat(String code, Caller caller) {
        TradeView trade = tenders.get(code);
        Openers openers = TenderOpeners.openers(trade.terms())
                .orElseThrow(() -> new PlatformException(SealingError.NOT_AN_OPENER, "这宗交易没有开启人"));
        Seat seat = TenderOpeners.seatOf(openers, caller)
                .orElseThrow(() -> new PlatformException(SealingError.NOT_AN_OPENER, caller.name()));
        refuse(Remedy.refusal(openings.find(code).map(PuttingTogether::hall), together.now()));
        return seat;
    }

    private static void refuse(Optional<Refusal> refusal) {
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
    }

    private Answer inOneStep(String code, Act act, UUID bid, Taking taking) {
        return transaction.execute(status -> {
            TradeView trade = tenders.lock(code);
            OpeningStore.Opening opening =
                    openings.share(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
            refuse(together.refusal(trade, opening));
            BoardStore.Entry entry = board.lock(code, bid)
                    .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, bid.toString()));
            int needed = Optional.ofNullable(opening.remedyShares()).orElse(0);
            Optional<Refusal> refusal = Remedy.refusal(entry.state(), entry.cause(), entry.commanded());
            if (refusal.isPresent()) {
                return new Answer(bid, refusal.get().code(), refusal.get().detail(), entry.shares(), needed);
            }
            if (together.hasShare(bid, act.seat())) {
                return new Answer(bid, "GIVEN", "份额已在，无需重复", entry.shares(), needed);
            }
            return checked(act, entry, taking, needed);
        });
    }

    private Answer checked(Act act, BoardStore.Entry bid, Taking taking, int needed) {
        SealedHeader header = envelopes.header(bid.sm3());
        Given given;
        byte[] point;
        try {
            given = taking.of(bid);
            point = OpenerShares.pointOf(given.share());
        } catch (EnvelopeRefused none) {
            return new Answer(bid.id(), none.problem().name(), none.problem().words(), bid.shares(), needed);
        }
        Seat seat = act.seat();
        String message = OpenerShares.message(header.trade(), bid.sm3(), seat.index(), point, act.reason());
        byte[] signed = message.getBytes(StandardCharsets.UTF_8);
        if (KeyKind.ofPublic(seat.publicKey())
                .filter(kind -> kind.verify(seat.publicKey(), signed, given.signature()))
                .isEmpty()) {
            return new Answer(bid.id(), "BAD_SIGNATURE", "签名与招标文件中的开启人公钥不符", bid.shares(), needed);
        }
        boolean fits = header.openers()
                .filter(shared -> shared.fits(seat.index(), given.share()))
                .isPresent();
        int shares = together.keep(act, bid, header, new PuttingTogether.Checked(given, point, fits));
        return fits
                ? new Answer(bid.id(), "GIVEN", "份额有效", shares, needed)
                : new Answer(bid.id(), "FALSE", "份额与投标文件中的承诺不符，已记录", shares, needed);
    }

    private Given ofPlatform(String code, Seat seat, BoardStore.Entry bid, String reason) throws EnvelopeRefused {
        OpenerShares.Taken taken = platform.take(envelopes.header(bid.sm3()));
        byte[] point = OpenerShares.pointOf(taken.value());
        String message = OpenerShares.message(code, bid.sm3(), seat.index(), point, reason);
        return new Given(bid.id(), taken.value(), platform.sign(message.getBytes(StandardCharsets.UTF_8)));
    }
}
