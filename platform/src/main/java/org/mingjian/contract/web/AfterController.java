package org.mingjian.contract.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.contract.app.FinishingTrade;
import org.mingjian.contract.app.LookingAtResults;
import org.mingjian.contract.app.PublishingCandidates;
import org.mingjian.contract.app.SelectingWinner;
import org.mingjian.contract.app.SigningContract;
import org.mingjian.contract.store.ContractStore.Contract;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Money;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** From the report to the end of the trade. */
@RestController
@RequestMapping("/api/trades/{code}")
class AfterController {

    record Publicity(@NotNull Instant endsAt) {}

    record Text(@NotBlank @Size(max = 5000) String text) {}

    record Selection(
            @NotNull UUID bid, @Nullable @Size(max = 50) String ground) {}

    record NewContract(
            @Nullable @Size(max = 600) String number,
            @NotNull Money price,
            @Min(1) int durationDays,
            @NotBlank String quality,
            @NotBlank String scope,
            @Nullable @Size(max = 20_000) String other) {}

    record Signature(@NotBlank @Size(max = 1_000) String signature) {}

    record NewPerformance(
            @NotBlank @Size(max = 20) String kind,
            @NotBlank @Size(max = 5000) String text) {}

    record Warned(List<String> warnings) {}

    record Numbered(UUID id) {}

    private final PublishingCandidates candidates;
    private final SelectingWinner winner;
    private final SigningContract contract;
    private final FinishingTrade finishing;
    private final LookingAtResults results;

    AfterController(
            PublishingCandidates candidates,
            SelectingWinner winner,
            SigningContract contract,
            FinishingTrade finishing,
            LookingAtResults results) {
        this.candidates = candidates;
        this.winner = winner;
        this.contract = contract;
        this.finishing = finishing;
        this.results = results;
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/after")
    LookingAtResults.Results after(@PathVariable String code, Caller caller) {
        return results.of(code, caller);
    }

    @Needs(Permission.AWARD_DECIDE)
    @PostMapping("/publicity")
    Warned publicity(@PathVariable String code, @Valid @RequestBody Publicity request, Caller caller) {
        return new Warned(candidates.start(code, request.endsAt(), caller));
    }

    @Needs(Permission.QUESTION_ASK)
    @PostMapping("/result-objections")
    Numbered object(@PathVariable String code, @Valid @RequestBody Text request, Caller caller) {
        return new Numbered(candidates.object(code, request.text(), caller));
    }

    @Needs(Permission.AWARD_DECIDE)
    @PostMapping("/result-objections/{id}/answer")
    Warned answer(@PathVariable String code, @PathVariable UUID id, @Valid @RequestBody Text request, Caller caller) {
        return new Warned(candidates.answer(code, id, request.text(), caller));
    }

    @Needs(Permission.AWARD_DECIDE)
    @PostMapping("/selection")
    Warned select(@PathVariable String code, @Valid @RequestBody Selection request, Caller caller) {
        return new Warned(winner.select(code, request.bid(), request.ground(), caller));
    }

    @Needs(Permission.AWARD_DECIDE)
    @PostMapping("/award")
    void award(@PathVariable String code, Caller caller) {
        winner.issue(code, caller);
    }

    @Needs(Permission.AWARD_DECIDE)
    @PostMapping("/contract")
    Contract offer(@PathVariable String code, @Valid @RequestBody NewContract request, Caller caller) {
        String number = request.number();
        String other = request.other();
        return contract.offer(
                code,
                new SigningContract.Clauses(
                        number == null ? "" : number,
                        request.price(),
                        request.durationDays(),
                        request.quality(),
                        request.scope(),
                        other == null ? "" : other),
                caller);
    }

    @Needs(Permission.CONTRACT_SIGN)
    @PostMapping("/contract/sign")
    Contract sign(@PathVariable String code, @Valid @RequestBody Signature request, Caller caller) {
        return contract.sign(code, Base64.getDecoder().decode(request.signature()), caller);
    }

    @Needs(Permission.AWARD_DECIDE)
    @PostMapping("/written-report")
    Warned report(@PathVariable String code, Caller caller) {
        return new Warned(finishing.report(code, caller));
    }

    @Needs(Permission.AWARD_DECIDE)
    @PostMapping("/performance")
    Numbered perform(@PathVariable String code, @Valid @RequestBody NewPerformance request, Caller caller) {
        return new Numbered(finishing.perform(code, request.kind(), request.text(), caller));
    }

    @Needs(Permission.AWARD_DECIDE)
    @PostMapping("/close")
    void close(@PathVariable String code, Caller caller) {
        finishing.close(code, caller);
    }
}
