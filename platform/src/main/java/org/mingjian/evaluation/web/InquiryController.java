package org.mingjian.evaluation.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.app.CorrectingPrices;
import org.mingjian.evaluation.app.Inquiring;
import org.mingjian.evaluation.domain.Inquiry;
import org.mingjian.evaluation.domain.PriceChange;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The bidder's side of the panel's inquiries. */
@RestController
class InquiryController {

    /** @param correction of the price, when the inquiry asks to accept one */
    record InquiryLine(
            UUID id,
            String kind,
            String question,
            Instant askedAt,
            Instant dueAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable PriceChange correction) {}

    record Answer(@NotBlank @Size(max = 5000) String text) {}

    record Confirmation(boolean accepts) {}

    private final Inquiring inquiring;
    private final CorrectingPrices correcting;

    InquiryController(Inquiring inquiring, CorrectingPrices correcting) {
        this.inquiring = inquiring;
        this.correcting = correcting;
    }

    @Needs(Permission.BID_SUBMIT)
    @GetMapping("/api/trades/{code}/inquiries")
    List<InquiryLine> mine(@PathVariable String code, Caller caller) {
        return inquiring.mine(code, caller).stream().map(this::line).toList();
    }

    @Needs(Permission.BID_SUBMIT)
    @PostMapping("/api/inquiries/{id}/answer")
    void answer(@PathVariable UUID id, @Valid @RequestBody Answer request, Caller caller) {
        inquiring.answer(id, request.text(), caller);
    }

    /** 报价修正: accepted or not, nothing else. */
    @Needs(Permission.BID_SUBMIT)
    @PostMapping("/api/inquiries/{id}/confirmation")
    void confirm(@PathVariable UUID id, @Valid @RequestBody Confirmation request, Caller caller) {
        correcting.answer(id, request.accepts(), caller);
    }

    private InquiryLine line(Inquiry inquiry) {
        return new InquiryLine(
                inquiry.id(),
                inquiry.kind().title(),
                inquiry.question(),
                inquiry.askedAt(),
                inquiry.dueAt(),
                inquiry.answer(),
                inquiry.answeredAt(),
                correcting.of(inquiry.id()).orElse(null));
    }
}
