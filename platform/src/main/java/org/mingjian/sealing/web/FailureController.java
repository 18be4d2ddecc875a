package org.mingjian.sealing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.Blame;
import org.mingjian.sealing.app.OpeningBoards;
import org.mingjian.sealing.app.ReportingNetwork;
import org.mingjian.sealing.app.RulingOnFailures;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Why bids were not opened: what bidders report, what is found, what people rule. */
@RestController
@RequestMapping("/api/trades/{code}/opening")
class FailureController {

    /** @param attempts when, by the bidder's clock, a command did not get through */
    record Network(
            @NotBlank @Size(max = 500) String reason,
            @NotNull @Size(max = 20) List<@NotNull Instant> attempts) {}

    record Ruling(
            @NotNull Blame blame,
            @NotBlank @Size(max = 2000) String reason) {}

    record Rulings(List<RulingOnFailures.View> items) {}

    private final ReportingNetwork network;
    private final RulingOnFailures ruling;
    private final OpeningBoards boards;

    FailureController(ReportingNetwork network, RulingOnFailures ruling, OpeningBoards boards) {
        this.network = network;
        this.ruling = ruling;
        this.boards = boards;
    }

    @Needs(Permission.BID_DECRYPT)
    @PostMapping("/network-fault")
    void report(@PathVariable String code, @Valid @RequestBody Network request, Caller caller) {
        network.report(code, request.reason(), request.attempts(), caller);
        boards.touch(code);
    }

    @Needs(Permission.OPENING_ATTEND)
    @GetMapping("/rulings")
    Rulings rulings(@PathVariable String code) {
        return new Rulings(ruling.of(code));
    }

    @Needs(Permission.OPENING_HOST)
    @PostMapping("/bids/{bid}/ruling")
    void propose(@PathVariable String code, @PathVariable UUID bid, @Valid @RequestBody Ruling request, Caller caller) {
        ruling.propose(code, bid, request.blame(), request.reason(), caller);
        boards.touch(code);
    }

    /** Who may be the second person, the use case decides. */
    @Needs(Permission.OPENING_ATTEND)
    @PostMapping("/bids/{bid}/ruling/confirm")
    void confirm(@PathVariable String code, @PathVariable UUID bid, Caller caller) {
        ruling.confirm(code, bid, caller);
        boards.touch(code);
    }
}
