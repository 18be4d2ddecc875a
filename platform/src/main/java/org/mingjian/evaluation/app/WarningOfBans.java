package org.mingjian.evaluation.app;

import java.util.List;
import java.util.UUID;
import org.mingjian.evaluation.EvaluationError;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.Standings;
import org.springframework.stereotype.Service;

/**
 * 受限从业人员: who leads the work is named inside the sealed bid, so nobody can be refused when it is handed in. Once it is
 * opened, the panel is told of every decision that bars somebody of that name now. Names are shared, so the panel asks
 * the bidder (澄清) before it decides.
 */
@Service
public class WarningOfBans {

    /**
     * A decision that may be about the person whom the bid names.
     *
     * @param ownPerson true when the decision counts him among this bidder's people
     */
    public record Warning(String person, boolean ownPerson, String words, String basis) {}

    private final Marking marking;
    private final List<Standings> standings;

    WarningOfBans(Marking marking, List<Standings> standings) {
        this.marking = marking;
        this.standings = standings;
    }

    public List<Warning> of(UUID seat, String bid, Caller caller) {
        EvaluatedBid found = marking.sheet(seat, caller).bids().stream()
                .filter(one -> one.id().equals(bid))
                .findFirst()
                .orElseThrow(() -> new PlatformException(EvaluationError.BID_NOT_FOUND, bid));
        String leader = found.projectLeader();
        if (leader == null || leader.isBlank()) {
            return List.of();
        }
        UUID bidder = UUID.fromString(found.organisation());
        return standings.stream()
                .flatMap(one -> one.barsOfNamed(leader, bidder, Standings.Act.BID).stream())
                .map(bar -> new Warning(
                        leader,
                        bar.ofThisOrganisation(),
                        bar.decision().detail(),
                        bar.decision().basis()))
                .toList();
    }
}
