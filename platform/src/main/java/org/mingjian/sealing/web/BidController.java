package org.mingjian.sealing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.mingjian.facts.Evidence;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.app.Arrivals.Arrival;
import org.mingjian.sealing.app.OwnBids;
import org.mingjian.sealing.app.SubmittingBids;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bids before the deadline. No endpoint tells anybody about the bids of others, nor how many there are. */
@RestController
@RequestMapping("/api/trades/{code}/bids")
class BidController {

    /** @param digest SM3 of the sealed file as the bidder computed it, lower-case hex */
    record BidHanding(
            @NotNull UUID document,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest) {}

    private final SubmittingBids submitting;
    private final OwnBids own;

    BidController(SubmittingBids submitting, OwnBids own) {
        this.submitting = submitting;
        this.own = own;
    }

    @Needs(Permission.BID_SUBMIT)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SubmittingBids.Receipt submit(
            @PathVariable String code,
            @Valid @RequestBody BidHanding request,
            @RequestAttribute(ArrivalFilter.ARRIVAL) Arrival arrival,
            Caller caller) {
        return submitting.submit(
                code, new SubmittingBids.Handing(request.document(), request.digest()), caller, arrival);
    }

    @Needs(Permission.BID_SUBMIT)
    @PostMapping("/mine/withdraw")
    SubmittingBids.Receipt takeBack(
            @PathVariable String code, @RequestAttribute(ArrivalFilter.ARRIVAL) Arrival arrival, Caller caller) {
        return submitting.takeBack(code, caller, arrival);
    }

    @Needs(Permission.BID_SUBMIT)
    @GetMapping("/mine")
    OwnBids.BidOfMine mine(@PathVariable String code, Caller caller) {
        return own.mine(code, caller);
    }

    @Noted("下载投标回执")
    @Needs(Permission.BID_SUBMIT)
    @GetMapping("/mine/receipts/{version}")
    Evidence receipt(@PathVariable String code, @PathVariable int version, Caller caller) {
        return own.receipt(code, version, caller);
    }
}
