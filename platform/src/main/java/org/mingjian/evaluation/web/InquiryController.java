package org.mingjian.evaluation.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.app.Inquiring;
import org.mingjian.evaluation.domain.Inquiry;
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

    record InquiryLine(
            UUID id,
            String kind,
            String question,
            Instant dueAt,
            @Nullable String answer) {}

    record Answer(@NotBlank @Size(max = 5000) String text) {}

    private final Inquiring inquiring;

    InquiryController(Inquiring inquiring) {
        this.inquiring = inquiring;
    }

    @Needs(Permission.BID_SUBMIT)
    @GetMapping("/api/trades/{code}/inquiries")
    List<InquiryLine> mine(@PathVariable String code, Caller caller) {
        return inquiring.mine(code, caller).stream()
                .map(InquiryController::line)
                .toList();
    }

    @Needs(Permission.BID_SUBMIT)
    @PostMapping("/api/inquiries/{id}/answer")
    void answer(@PathVariable UUID id, @Valid @RequestBody Answer request, Caller caller) {
        inquiring.answer(id, request.text(), caller);
    }

    private static InquiryLine line(Inquiry inquiry) {
        return new InquiryLine(
                inquiry.id(), inquiry.kind().title(), inquiry.question(), inquiry.dueAt(), inquiry.answer());
    }
}
