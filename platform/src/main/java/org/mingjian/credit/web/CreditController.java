package org.mingjian.credit.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditError;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.CreditState;
import org.mingjian.credit.Credits;
import org.mingjian.credit.Score;
import org.mingjian.credit.app.CollectingCredit;
import org.mingjian.credit.app.KeepingCredit;
import org.mingjian.credit.app.ReadingCredit;
import org.mingjian.credit.store.CreditStore;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
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

    /** Whom of the people; {@code idNumber} of a practitioner is digested at once, {@code login} is an expert's. */
    record About(
            @Nullable @Size(max = 50) String name,
            @Nullable @Size(max = 18) String idNumber,
            @Nullable @Size(max = 100) String login) {}

    /** What the reporting to the nation asks for besides; see {@link CollectingCredit.Reporting}. */
    record Reporting(
            @Nullable @Size(max = 40) String trade,
            @Nullable LocalDate occurredOn,
            @Nullable @Size(max = 4000) String result,

            @Nullable @Pattern(regexp = "\\d{9}", message = "区域代码为9位数字")
            String area,

            @Nullable @Size(max = 18) String authorityCode) {

        CollectingCredit.Reporting given() {
            return new CollectingCredit.Reporting(trade, occurredOn, result, area, authorityCode);
        }
    }

    record Collecting(
            @NotNull @Size(max = 18) String creditCode,
            CreditRecord.@NotNull SubjectKind subject,
            @Nullable @Valid About person,
            CreditRecord.@NotNull Category category,
            @NotBlank @Size(max = 100) String decision,
            @NotBlank @Size(max = 100) String authority,
            @NotNull LocalDate decidedOn,
            @NotBlank @Size(max = 300) String basis,
            @NotBlank @Size(max = 2000) String matter,
            @NotNull LocalDate endsOn,
            @Nullable LocalDate barFrom,
            @Nullable LocalDate barTo,
            @Nullable LocalDate repairFrom,
            @Nullable @Valid Reporting report) {}

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

    private final CollectingCredit collecting;
    private final KeepingCredit credit;
    private final ReadingCredit reading;
    private final Accounts accounts;

    CreditController(CollectingCredit collecting, KeepingCredit credit, ReadingCredit reading, Accounts accounts) {
        this.collecting = collecting;
        this.credit = credit;
        this.reading = reading;
        this.accounts = accounts;
    }

    @Needs(Permission.CREDIT_COLLECT)
    @PostMapping("/credit/records")
    CreditRecord collect(@Valid @RequestBody Collecting request, Caller caller) {
        About about = request.person();
        Reporting report = request.report();
        return collecting.collect(
                new CollectingCredit.Collected(
                        request.creditCode(),
                        request.subject(),
                        about == null
                                ? null
                                : new CollectingCredit.Person(about.name(), about.idNumber(), about.login()),
                        request.category(),
                        request.decision(),
                        request.authority(),
                        request.decidedOn(),
                        request.basis(),
                        request.matter(),
                        request.endsOn(),
                        request.barFrom(),
                        request.barTo(),
                        request.repairFrom(),
                        report == null ? null : report.given()),
                caller);
    }

    record Page(List<CreditRecord> items, long total, int page, int size) {}

    @Noted("查看信用记录")
    @Needs(Permission.CREDIT_COLLECT)
    @GetMapping("/credit/records")
    Page list(
            @RequestParam(defaultValue = "") @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable CreditState state,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        Credits.Found found = reading.list(new CreditStore.Wanted(q.strip(), state, page, size), caller);
        return new Page(found.items(), found.total(), page, size);
    }

    @Needs(Permission.CREDIT_READ)
    @GetMapping("/credit/records/{id}")
    ReadingCredit.Life record(@PathVariable UUID id, Caller caller) {
        return reading.life(id, caller);
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

    @Needs(Permission.CREDIT_READ)
    @GetMapping("/credit/mine")
    List<CreditRecord> mine(Caller caller) {
        return reading.mine(caller);
    }

    /** A subject's score with its reasons, and those of its people who have records. */
    record Scores(Score score, List<ReadingCredit.PersonScore> people) {}

    /** One's own score, as an organisation or, for an expert, as a person. */
    @Needs(Permission.CREDIT_READ)
    @GetMapping("/credit/score/mine")
    Scores ownScore(Caller caller) {
        Organisation own = caller.organisation();
        return own == null
                ? new Scores(reading.scoreOfAccount(caller.account()), List.of())
                : new Scores(reading.score(own.id()), reading.people(own.id()));
    }

    /** For the subject itself, the centre and supervisors: nobody else may use it outside a tender that says so. */
    @Needs(Permission.CREDIT_READ)
    @GetMapping("/credit/score")
    Scores score(@RequestParam String creditCode, Caller caller) {
        Organisation subject = accounts.organisationByCreditCode(creditCode)
                .orElseThrow(() -> new PlatformException(CreditError.SUBJECT_NOT_FOUND, creditCode));
        if (!caller.actsFor(subject.id()) && !caller.may(Permission.CREDIT_COLLECT)) {
            throw new PlatformException(CreditError.NOT_YOUR_RECORD, creditCode);
        }
        return new Scores(
                reading.score(subject.id()),
                caller.actsFor(subject.id()) ? reading.people(subject.id()) : reading.people(subject.id(), caller));
    }

    @Open("信用公示")
    @GetMapping("/public/credit")
    List<PublicRecord> published(@RequestParam(defaultValue = "") String q) {
        return reading.published(q.length() > 100 ? q.substring(0, 100) : q, 0, 100).items().stream()
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
