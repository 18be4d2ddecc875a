package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Recorded;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.app.Arrivals.Arrival;
import org.mingjian.sealing.domain.BidDeadline;
import org.mingjian.sealing.domain.BidEvent;
import org.mingjian.sealing.domain.BidLife;
import org.mingjian.sealing.domain.EnvelopeCheck;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.sealing.store.BidStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * 递交、替换、撤回: takes sealed bids until the deadline and answers each with a receipt that proves it. The time that counts
 * is the arrival of the whole command; reading a large file back afterwards is not the bidder's delay.
 */
@Service
public class SubmittingBids {

    static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * A bid handed in.
     *
     * @param document the uploaded sealed bid
     * @param digest SM3 that the bidder computed of his own file, lower-case hex
     */
    public record Handing(UUID document, String digest) {}

    /** What the bidder gets: who he is in this trade, when it came in, and the proof. */
    public record Receipt(UUID bid, int version, Instant receivedAt, long position, Evidence receipt) {}

    private record Done(UUID bid, int version, Recorded fact) {}

    private final Tenders tenders;
    private final Documents documents;
    private final CheckingEnvelopes envelopes;
    private final BidStore store;
    private final BidFacts bidFacts;
    private final Facts facts;
    private final TransactionTemplate transaction;

    SubmittingBids(
            Tenders tenders,
            Documents documents,
            CheckingEnvelopes envelopes,
            BidStore store,
            BidFacts bidFacts,
            Facts facts,
            TransactionTemplate transaction) {
        this.tenders = tenders;
        this.documents = documents;
        this.envelopes = envelopes;
        this.store = store;
        this.bidFacts = bidFacts;
        this.facts = facts;
        this.transaction = transaction;
    }

    public Receipt submit(String code, Handing handing, Caller caller, Arrival arrival) {
        Organisation bidder = caller.requireOrganisation();
        String creditCode = bidder.creditCode();
        if (creditCode == null) {
            throw new PlatformException(SealingError.NO_CREDIT_CODE, bidder.name());
        }
        Outcome<StoredDocument> inTime = tooLate(tenders.get(code), arrival.at())
                .map(Outcome::<StoredDocument>refused)
                .orElseGet(() -> intact(documents.require(handing.document(), caller), handing.digest()));
        Outcome<Done> outcome = inTime.then(document -> envelopes
                .check(code, document, creditCode, caller)
                .then(sound ->
                        CheckingEnvelopes.forOpeners(sound, tenders.get(code).terms()))
                .then(sound -> accepted(code, document, sound, caller, arrival.at())));
        arrival.close();
        return receipt(orRecordRefusal(outcome, code, handing.digest(), caller, arrival.at()), arrival.at());
    }

    private static Outcome<StoredDocument> intact(StoredDocument document, String digest) {
        return document.sm3().equals(digest)
                ? Outcome.done(document)
                : Outcome.refused("DIGEST_MISMATCH", CheckingEnvelopes.BASIS, "平台收到的文件摘要与您声明的不一致，传输中可能损坏，请重新上传");
    }

    private Outcome<Done> accepted(
            String code, StoredDocument document, EnvelopeCheck.Sound sound, Caller caller, Instant at) {
        Outcome<Done> done = transaction.execute(status -> {
            TradeView trade = tenders.lock(code);
            Optional<Refusal> refusal =
                    tooLate(trade, at).or(() -> envelopes.bar(caller)).or(() -> sealedBefore(code, document));
            if (refusal.isPresent()) {
                return Outcome.<Done>refused(refusal.get());
            }
            return Outcome.done(put(code, document, sound.header(), caller, at));
        });
        return done;
    }

    private Done put(String code, StoredDocument document, SealedHeader header, Caller caller, Instant at) {
        Organisation bidder = caller.requireOrganisation();
        Optional<BidStore.Row> before = store.of(code, bidder.id());
        boolean replacing = before.filter(bid -> bid.state() == BidState.SEALED).isPresent();
        BidState from = before.map(BidStore.Row::state).orElse(BidLife.TABLE.start());
        BidStore.Row bid = new BidStore.Row(
                before.map(BidStore.Row::id).orElseGet(UUID::randomUUID),
                code,
                bidder.id(),
                bidder.name(),
                header.bidder().creditCode(),
                caller.account(),
                BidLife.next(from, replacing ? BidEvent.REPLACED : BidEvent.RECEIVED),
                before.map(BidStore.Row::version).orElse(0) + 1,
                document.id(),
                document.sm3(),
                document.size(),
                at);
        store.put(bid);
        BidFacts.Received body = new BidFacts.Received(
                code,
                bid.id(),
                bid.version(),
                bid.name(),
                bid.creditCode(),
                document.name(),
                document.size(),
                document.sm3(),
                at,
                replacing ? bid.version() - 1 : null);
        Recorded fact = bidFacts.received(caller.actor(), body, document.ref());
        store.add(new BidStore.Version(
                bid.id(),
                bid.version(),
                code,
                document.id(),
                document.name(),
                document.sm3(),
                document.size(),
                recipients(header),
                at,
                fact.id()));
        return new Done(bid.id(), bid.version(), fact);
    }

    /** The wrapped keys in clear, so that the bidder opens his bid without fetching the whole file back. */
    private static ArrayNode recipients(SealedHeader header) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        header.recipients().forEach(recipient -> list.addObject()
                .put("scheme", recipient.scheme())
                .put("kind", recipient.kind())
                .put("fingerprint", recipient.fingerprint())
                .put("wrapped", recipient.wrapped()));
        return list;
    }

    private Optional<Refusal> sealedBefore(String code, StoredDocument document) {
        return store.knows(code, document.sm3())
                ? Optional.of(new Refusal("SAME_ENVELOPE", CheckingEnvelopes.BASIS, "这份加密投标文件已递交过，同一文件不重复受理"))
                : Optional.empty();
    }

    private static Optional<Refusal> tooLate(TradeView trade, Instant at) {
        if (trade.terms() != null) {
            Optional<Refusal> late = BidDeadline.judge(at, trade.requireTerms().bidDeadline());
            if (late.isPresent()) {
                return late;
            }
        }
        return trade.state() == TradeState.BIDDING
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "NOT_BIDDING", "招标投标法 §28", "“" + trade.state().title() + "”时不接收投标文件"));
    }

    public Receipt takeBack(String code, Caller caller, Arrival arrival) {
        Organisation bidder = caller.requireOrganisation();
        Outcome<Done> outcome = transaction.execute(status -> {
            TradeView trade = tenders.lock(code);
            BidStore.Row bid = store.of(code, bidder.id())
                    .filter(known -> known.state() != BidState.TAKEN_BACK)
                    .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, code));
            return tooLate(trade, arrival.at()).map(Outcome::<Done>refused).orElseGet(() -> {
                store.state(bid.id(), BidLife.next(bid.state(), BidEvent.TAKEN_BACK));
                var body = new BidFacts.TakenBack(code, bid.id(), bid.version(), bid.sm3(), arrival.at());
                return Outcome.done(new Done(bid.id(), bid.version(), bidFacts.takenBack(caller.actor(), body)));
            });
        });
        arrival.close();
        return receipt(outcome.orRefuse(), arrival.at());
    }

    /** A rejected bid is on record with its reason (条例 §36), in a transaction that the rejection does not undo. */
    private Done orRecordRefusal(Outcome<Done> outcome, String code, String digest, Caller caller, Instant at) {
        return switch (outcome) {
            case Outcome.Done<Done> done -> done.value();
            case Outcome.Refused<Done> refused -> {
                transaction.executeWithoutResult(
                        status -> bidFacts.refused(caller.actor(), code, refused.refusal(), digest, at));
                throw new RefusedException(refused.refusal());
            }
        };
    }

    private Receipt receipt(Done done, Instant at) {
        Evidence evidence = facts.evidence(done.fact().id(), "receipt", PATIENCE);
        return new Receipt(done.bid(), done.version(), at, evidence.position(), evidence);
    }
}
