package org.mingjian.evaluation.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.sealing.Bids;
import org.springframework.stereotype.Service;

/**
 * The files of opened bids, for the members at their seats and nobody else; each look is a fact of its own, so that it
 * can be told later who read what and when.
 */
@Service
public class ReadingBidFiles {

    /** A file in a bid; the name may have folders. */
    public record FileLine(String name, long size, String sm3) {}

    /** A file on its way to a member. */
    public record Content(String name, long size, InputStream bytes) {}

    private final Marking marking;
    private final EvaluationStore store;
    private final Bids bids;
    private final Documents documents;
    private final Facts facts;

    ReadingBidFiles(Marking marking, EvaluationStore store, Bids bids, Documents documents, Facts facts) {
        this.marking = marking;
        this.store = store;
        this.bids = bids;
        this.documents = documents;
        this.facts = facts;
    }

    public List<FileLine> list(UUID seatId, String bid, Caller caller) {
        Seat seat = marking.seated(seatId, caller);
        return files(seat, bid).stream()
                .map(file -> new FileLine(
                        file.name(), file.document().size(), file.document().sm3()))
                .toList();
    }

    public Content open(UUID seatId, String bid, String sm3, Caller caller) {
        Seat seat = marking.seated(seatId, caller);
        Bids.BidFile file = files(seat, bid).stream()
                .filter(one -> one.document().sm3().equals(sm3))
                .findFirst()
                .orElseThrow(() -> new PlatformException(EvaluationError.FILE_NOT_FOUND, sm3));
        StoredDocument document = file.document();
        facts.append(NewFact.secret(
                "evaluation:" + seat.trade(),
                "evaluation.fileRead",
                caller.actor(),
                Map.of("seat", seat.number(), "bid", bid, "file", file.name(), "sm3", sm3),
                Secrecy.SEALED));
        try {
            return new Content(file.name(), document.size(), documents.open(sm3));
        } catch (IOException e) {
            throw new PlatformException(EvaluationError.FILE_UNAVAILABLE, file.name(), e);
        }
    }

    private List<Bids.BidFile> files(Seat seat, String bid) {
        UUID id = store.bids(seat.trade()).stream()
                .map(EvaluatedBid::id)
                .filter(bid::equals)
                .map(UUID::fromString)
                .findFirst()
                .orElseThrow(() -> new PlatformException(EvaluationError.FILE_NOT_FOUND, bid));
        return bids.files(id);
    }
}
