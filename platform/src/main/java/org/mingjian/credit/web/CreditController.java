package org.mingjian.credit.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditError;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditState;
import org.mingjian.credit.Score;
import org.mingjian.credit.app.KeepingCredit;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Credit records: collecting, deciding, appealing, repairing, reading. */
@RestController
@RequestMapping("/api")
class CreditController {

    record Collecting(
            @NotBlank @Size(max = 18) String creditCode,
            CreditRecord.@NotNull SubjectKind subject,
            @Nullable @Size(max = 50) String person,
            CreditRecord.@NotNull Category category,
            @NotBlank @Size(max = 100) String decision,
            @NotBlank @Size(max = 100) String authority,
            @NotNull LocalDate decidedOn,
            @NotBlank @Size(max = 300) String basis,
            @NotBlank @Size(max = 2000) String matter,
            @NotNull LocalDate endsOn,
            @Nullable LocalDate barFrom,
            @Nullable LocalDate barTo,
            @Nullable LocalDate repairFrom) {}

    record Decision(
            boolean granted, @NotBlank @Size(max = 1000) String answer) {}

    record Plea(@NotBlank @Size(max = 2000) String plea) {}

    /** What everybody may read of a record. */
    record PublicRecord(
            String name,
            String creditCode,
            String subject,
            String category,
            String decision,
            String authority,
            LocalDate decidedOn,
            String matter,
            String basis,
            LocalDate endsOn,
            @Nullable LocalDate barFrom,
            @Nullable LocalDate barTo,
            String state) {}

    private final KeepingCredit credit;
    private final Accounts accounts;
    private final InstantSource clock;

    CreditController(KeepingCredit credit, Accounts accounts, InstantSource clock) {
        this.credit = credit;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Needs(Permission.CREDIT_COLLECT)
    @PostMapping("/credit/records")
    CreditRecord collect(@Valid @RequestBody Collecting request, Caller caller) {
        return credit.collect(
                new KeepingCredit.Collected(
                        request.creditCode(),
                        request.subject(),
                        request.person(),
                        request.category(),
                        request.decision(),
                        request.authority(),
                        request.decidedOn(),
                        request.basis(),
                        request.matter(),
                        request.endsOn(),
                        request.barFrom(),
                        request.barTo(),
                        request.repairFrom()),
                caller);
    }

    @Needs(Permission.CREDIT_COLLECT)
    @GetMapping("/credit/records")
    List<CreditRecord> list(@RequestParam CreditState state) {
        return credit.in(state);
    }

    @Needs(Permission.CREDIT_DECIDE)
    @PostMapping("/credit/records/{id}/verification")
    CreditRecord verify(@PathVariable UUID id, @Valid @RequestBody Decision request, Caller caller) {
        return credit.verify(id, request.granted(), request.answer(), caller);
    }

    @Needs(Permission.CREDIT_DECIDE)
    @PostMapping("/credit/records/{id}/publication")
    CreditRecord publish(@PathVariable UUID id, Caller caller) {
        return credit.publish(id, caller);
    }

    @Needs(Permission.CREDIT_APPEAL)
    @PostMapping("/credit/records/{id}/appeal")
    CreditRecord appeal(@PathVariable UUID id, @Valid @RequestBody Plea request, Caller caller) {
        return credit.appeal(id, request.plea(), caller);
    }

    @Needs(Permission.CREDIT_DECIDE)
    @PostMapping("/credit/records/{id}/appeal-answer")
    CreditRecord answerAppeal(@PathVariable UUID id, @Valid @RequestBody Decision request, Caller caller) {
        return credit.answerAppeal(id, request.granted(), request.answer(), caller);
    }

    @Needs(Permission.CREDIT_APPEAL)
    @PostMapping("/credit/records/{id}/repair")
    CreditRecord askRepair(@PathVariable UUID id, @Valid @RequestBody Plea request, Caller caller) {
        return credit.askRepair(id, request.plea(), caller);
    }

    @Needs(Permission.CREDIT_DECIDE)
    @PostMapping("/credit/records/{id}/repair-answer")
    CreditRecord answerRepair(@PathVariable UUID id, @Valid @RequestBody Decision request, Caller caller) {
        return credit.answerRepair(id, request.granted(), request.answer(), caller);
    }

    @Needs(Permission.CREDIT_APPEAL)
    @GetMapping("/credit/mine")
    List<CreditRecord> mine(Caller caller) {
        return credit.of(caller.requireOrganisation().id());
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/credit/score")
    Score score(@RequestParam String creditCode) {
        Organisation subject = accounts.organisationByCreditCode(creditCode)
                .orElseThrow(() -> new PlatformException(CreditError.SUBJECT_NOT_FOUND, creditCode));
        return credit.score(subject.id(), LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai")));
    }

    @Open("信用公示")
    @GetMapping("/public/credit")
    List<PublicRecord> published(@RequestParam(defaultValue = "") String q) {
        return credit.newest(q.length() > 100 ? q.substring(0, 100) : q, 100).stream()
                .filter(record -> record.person() == null)
                .map(record -> new PublicRecord(
                        record.name(),
                        record.creditCode(),
                        record.subject().title(),
                        record.category().title(),
                        record.decision(),
                        record.authority(),
                        record.decidedOn(),
                        record.matter(),
                        record.basis(),
                        record.endsOn(),
                        record.barFrom(),
                        record.barTo(),
                        record.state().title()))
                .toList();
    }
}
