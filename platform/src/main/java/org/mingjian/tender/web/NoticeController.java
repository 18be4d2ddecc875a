package org.mingjian.tender.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.tender.Clarification.Change;
import org.mingjian.tender.Notice;
import org.mingjian.tender.NoticeSection;
import org.mingjian.tender.Terms;
import org.mingjian.tender.app.IssuingClarification;
import org.mingjian.tender.app.PublishingNotice;
import org.mingjian.tender.app.ReadingTrades;
import org.mingjian.tender.domain.Edition;
import org.mingjian.tender.domain.LineDifference;
import org.mingjian.tender.domain.NoticeText;
import org.mingjian.tender.domain.TermsDifference;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 招标公告, 招标文件的澄清修改, and how versions differ. */
@RestController
@RequestMapping("/api/trades/{code}")
class NoticeController {

    /** @param files ids of the uploaded tender documents */
    record NoticeRequest(
            @NotNull Terms terms,
            @NotNull Notice notice,
            @Nullable @Size(max = 50) List<UUID> files) {

        PublishingNotice.Wanted wanted() {
            List<UUID> given = files;
            return new PublishingNotice.Wanted(terms, notice, given == null ? List.of() : given);
        }
    }

    record ClarificationRequest(
            @NotBlank @Size(max = 20_000) String text,
            boolean affectsPreparation,
            @Nullable Terms terms,
            @Nullable Instant bidDeadline,
            @Nullable @Size(max = 50) List<UUID> files,
            @Nullable Long version) {

        IssuingClarification.Wanted wanted() {
            List<UUID> given = files;
            return new IssuingClarification.Wanted(
                    text, affectsPreparation, terms, bidDeadline, given == null ? List.of() : given, version);
        }
    }

    record Version(
            int version,
            Instant publishedAt,
            @Nullable String remark,
            List<FileRef> files,
            Terms terms,
            List<NoticeSection> text) {}

    record Difference(int from, int to, List<Change> fields, List<LineDifference.Line> lines) {}

    private final PublishingNotice publishing;
    private final IssuingClarification clarifying;
    private final ReadingTrades reading;
    private final TradeController trades;

    NoticeController(
            PublishingNotice publishing,
            IssuingClarification clarifying,
            ReadingTrades reading,
            TradeController trades) {
        this.publishing = publishing;
        this.clarifying = clarifying;
        this.reading = reading;
        this.trades = trades;
    }

    @Needs(Permission.TENDER_WRITE)
    @PostMapping("/notice/preview")
    PublishingNotice.Preview preview(
            @PathVariable String code, @Valid @RequestBody NoticeRequest request, Caller caller) {
        return publishing.preview(code, request.wanted(), caller);
    }

    @Needs(Permission.TENDER_WRITE)
    @PostMapping("/notice")
    @ResponseStatus(HttpStatus.CREATED)
    TradeController.View publish(@PathVariable String code, @Valid @RequestBody NoticeRequest request, Caller caller) {
        return trades.view(publishing.publish(code, request.wanted(), caller), caller);
    }

    @Needs(Permission.TENDER_WRITE)
    @PostMapping("/clarifications")
    @ResponseStatus(HttpStatus.CREATED)
    Version clarify(@PathVariable String code, @Valid @RequestBody ClarificationRequest request, Caller caller) {
        return version(clarifying.issue(code, request.wanted(), caller));
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/versions")
    List<Version> versions(@PathVariable String code, Caller caller) {
        return reading.editions(code, caller).stream()
                .map(NoticeController::version)
                .toList();
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/versions/difference")
    Difference difference(@PathVariable String code, @RequestParam int from, @RequestParam int to, Caller caller) {
        Edition before = reading.edition(code, from, caller);
        Edition after = reading.edition(code, to, caller);
        return new Difference(
                from,
                to,
                TermsDifference.between(before.terms(), after.terms()),
                LineDifference.between(NoticeText.lines(before.text()), NoticeText.lines(after.text())));
    }

    private static Version version(Edition edition) {
        return new Version(
                edition.number(),
                edition.publishedAt(),
                edition.remark(),
                edition.files(),
                edition.terms(),
                edition.text());
    }
}
