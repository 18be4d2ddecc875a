package org.mingjian.evaluation.web;

import java.util.UUID;
import org.mingjian.evaluation.app.LookingAtSubjects;
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

    SubjectController(LookingAtSubjects subjects) {
        this.subjects = subjects;
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/api/seats/{seat}/subjects/{bid}")
    Parties.Frozen subject(@PathVariable UUID seat, @PathVariable String bid, Caller caller) {
        return subjects.of(seat, bid, caller);
    }
}
