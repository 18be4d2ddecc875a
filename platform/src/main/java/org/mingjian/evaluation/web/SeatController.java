package org.mingjian.evaluation.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.app.AnsweringCalls;
import org.mingjian.evaluation.app.Inquiring;
import org.mingjian.evaluation.app.Marking;
import org.mingjian.evaluation.app.ReadingEvaluations;
import org.mingjian.evaluation.app.RunningEvaluation;
import org.mingjian.evaluation.app.SigningReport;
import org.mingjian.evaluation.domain.Inquiry;
import org.mingjian.evaluation.domain.Judgement;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A member's own seat: from the call to the signature. */
@RestController
@RequestMapping("/api/seats")
class SeatController {

    record Answer(
            boolean accepts, @Nullable @Size(max = 500) String reason) {}

    record Declaration(
            boolean hasInterest, @Nullable @Size(max = 500) String reason) {}

    record SeatStateView(SeatState state, String title) {
        static SeatStateView of(SeatState state) {
            return new SeatStateView(state, state.title());
        }
    }

    record Cell(
            @NotBlank String bid,
            @NotBlank String criterion,
            @NotBlank String value,
            @Nullable @Size(max = 20) String code,
            @Nullable @Size(max = 1000) String reason) {}

    record Save(@NotNull @Size(max = 200_000) List<Cell> judgements) {}

    record Saved(int saved) {}

    record Drafted(String digest) {}

    /** @param signature base64 of the SM2 signature over {@code mingjian-report:<digest>}, or the password instead */
    record Sign(
            @NotBlank @Size(max = 64) String digest,
            @Nullable @Size(max = 1_000) String signature,
            @Nullable @Size(max = 200) String password,
            @Nullable @Size(max = 2000) String dissent) {}

    record Question(
            @NotBlank String bid,
            @NotNull Inquiry.Kind kind,
            @NotBlank @Size(max = 2000) String text,
            @Min(1) @Max(1440) int minutes) {}

    record Asked(UUID inquiry) {}

    private final AnsweringCalls calls;
    private final Marking marking;
    private final RunningEvaluation running;
    private final SigningReport signing;
    private final Inquiring inquiring;
    private final ReadingEvaluations reading;

    SeatController(
            AnsweringCalls calls,
            Marking marking,
            RunningEvaluation running,
            SigningReport signing,
            Inquiring inquiring,
            ReadingEvaluations reading) {
        this.calls = calls;
        this.marking = marking;
        this.running = running;
        this.signing = signing;
        this.inquiring = inquiring;
        this.reading = reading;
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping
    List<ReadingEvaluations.Call> mine(Caller caller) {
        return reading.calls(caller);
    }

    @Needs(Permission.EXPERT_ANSWER)
    @PostMapping("/{seat}/answer")
    void answer(@PathVariable UUID seat, @Valid @RequestBody Answer answer, Caller caller) {
        calls.answer(seat, answer.accepts(), answer.reason(), caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/{seat}/sign-in")
    SeatStateView signIn(@PathVariable UUID seat, Caller caller) {
        return SeatStateView.of(calls.signIn(seat, caller));
    }

    /** The bidders, shown for the declaration. */
    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/{seat}/bidders")
    List<String> bidders(@PathVariable UUID seat, Caller caller) {
        return calls.bidders(seat, caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/{seat}/declaration")
    SeatStateView declare(@PathVariable UUID seat, @Valid @RequestBody Declaration request, Caller caller) {
        return SeatStateView.of(calls.declare(seat, request.hasInterest(), request.reason(), caller));
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/{seat}/sheet")
    Marking.SheetView sheet(@PathVariable UUID seat, Caller caller) {
        return marking.sheet(seat, caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PutMapping("/{seat}/sheet")
    Saved save(@PathVariable UUID seat, @Valid @RequestBody Save request, Caller caller) {
        List<Judgement> judgements = request.judgements().stream()
                .map(cell -> new Judgement(cell.bid(), cell.criterion(), cell.value(), cell.code(), cell.reason()))
                .toList();
        return new Saved(marking.save(seat, judgements, caller));
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/{seat}/sheet/submission")
    void submit(@PathVariable UUID seat, Caller caller) {
        marking.submit(seat, caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/{seat}/sheet/return")
    void takeBack(@PathVariable UUID seat, Caller caller) {
        marking.takeBack(seat, caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/{seat}/comparison")
    ReadingEvaluations.Compared compared(@PathVariable UUID seat, Caller caller) {
        return reading.compared(seat, caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/{seat}/report")
    Drafted draft(@PathVariable UUID seat, Caller caller) {
        return new Drafted(running.draft(seat, caller));
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/{seat}/report")
    ReadingEvaluations.ReportView report(@PathVariable UUID seat, Caller caller) {
        return reading.reportOfSeat(seat, caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping(value = "/{seat}/report.html", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(@PathVariable UUID seat, Caller caller) {
        return ReportPage.html(reading.reportOfSeat(seat, caller));
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/{seat}/signature")
    void sign(@PathVariable UUID seat, @Valid @RequestBody Sign request, Caller caller) {
        String signature = request.signature();
        signing.sign(
                seat,
                new SigningReport.Signing(
                        request.digest(),
                        signature == null ? null : Base64.getDecoder().decode(signature),
                        request.password(),
                        request.dissent()),
                caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/{seat}/inquiries")
    Asked ask(@PathVariable UUID seat, @Valid @RequestBody Question request, Caller caller) {
        return new Asked(inquiring.ask(
                seat,
                new Inquiring.Question(request.bid(), request.kind(), request.text(), request.minutes()),
                caller));
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/{seat}/inquiries")
    List<Inquiry> inquiries(@PathVariable UUID seat, Caller caller) {
        return inquiring.ofSeat(seat, caller);
    }
}
