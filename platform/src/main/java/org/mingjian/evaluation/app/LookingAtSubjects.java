package org.mingjian.evaluation.app;

import java.util.UUID;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.party.Parties;
import org.springframework.stereotype.Service;

/**
 * 评标所见主体信息: a seated member looks at a bidder's registration; what the first of the panel saw is frozen with its time,
 * and the whole panel sees the same.
 */
@Service
public class LookingAtSubjects {

    private final Marking marking;
    private final Parties parties;

    LookingAtSubjects(Marking marking, Parties parties) {
        this.marking = marking;
        this.parties = parties;
    }

    public Parties.Frozen of(UUID seat, String bid, Caller caller) {
        Marking.SheetView sheet = marking.sheet(seat, caller);
        EvaluatedBid found = sheet.bids().stream()
                .filter(one -> one.id().equals(bid))
                .findFirst()
                .orElseThrow(() -> new PlatformException(EvaluationError.BID_NOT_FOUND, bid));
        return parties.freeze(marking.tradeOf(seat), UUID.fromString(found.organisation()), caller.actor());
    }
}
