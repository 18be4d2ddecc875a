package org.mingjian.evaluation.web;

import java.util.List;
import java.util.UUID;
import org.mingjian.evaluation.app.CreditMarks;
import org.mingjian.evaluation.app.LookingAtSubjects;
import org.mingjian.evaluation.app.Marking;
import org.mingjian.evaluation.app.WarningOfBans;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.party.Parties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A bidder's registration as the panel of one trade sees it. */
@RestController
class SubjectController {

    private final LookingAtSubjects subjects;
    private final Marking marking;

    private final WarningOfBans bans;

    SubjectController(LookingAtSubjects subjects, Marking marking, WarningOfBans bans) {
        this.bans = bans;
        this.subjects = subjects;
        this.marking = marking;
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/api/seats/{seat}/subjects/{bid}")
    Parties.Frozen subject(@PathVariable UUID seat, @PathVariable String bid, Caller caller) {
        return subjects.of(seat, bid, caller);
    }

    /** Decisions that bar somebody of the name of the leader whom the bid names. */
    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/api/seats/{seat}/bids/{bid}/bans")
    List<WarningOfBans.Warning> bans(@PathVariable UUID seat, @PathVariable String bid, Caller caller) {
        return bans.of(seat, bid, caller);
    }

    /** The bidders' credit with its reasons, where the documents say that it counts; refused where they do not. */
    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/api/seats/{seat}/credit")
    List<CreditMarks.Seen> credit(@PathVariable UUID seat, Caller caller) {
        return marking.credit(seat, caller);
    }
}
