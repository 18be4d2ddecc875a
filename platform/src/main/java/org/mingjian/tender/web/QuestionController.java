package org.mingjian.tender.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.tender.app.AskingQuestions;
import org.mingjian.tender.app.RaisingObjections;
import org.mingjian.tender.domain.Objection;
import org.mingjian.tender.domain.Question;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 答疑 and 对招标文件的异议. */
@RestController
@RequestMapping("/api/trades/{code}")
class QuestionController {

    record Ask(@NotBlank @Size(max = 4000) String text) {}

    record Answer(@NotBlank @Size(max = 20_000) String answer) {}

    record Raise(
            @NotBlank @Size(max = 20_000) String text,
            @Nullable @Size(max = 20) List<UUID> files) {}

    /** @param mine whether the caller's organisation asked it; nobody is told who else did */
    record QuestionView(
            UUID id,
            String text,
            Instant askedAt,
            boolean mine,
            @Nullable String answer,
            @Nullable Instant answeredAt) {}

    record ObjectionView(
            UUID id,
            String objector,
            boolean mine,
            String text,
            List<FileRef> files,
            Instant raisedAt,
            @Nullable String answer,
            @Nullable Instant answeredAt) {}

    private final AskingQuestions asking;
    private final RaisingObjections raising;

    QuestionController(AskingQuestions asking, RaisingObjections raising) {
        this.asking = asking;
        this.raising = raising;
    }

    @Needs(Permission.QUESTION_ASK)
    @PostMapping("/questions")
    @ResponseStatus(HttpStatus.CREATED)
    QuestionView ask(@PathVariable String code, @Valid @RequestBody Ask request, Caller caller) {
        return view(asking.ask(code, request.text(), caller), caller);
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/questions")
    List<QuestionView> questions(@PathVariable String code, Caller caller) {
        return asking.list(code, caller).stream()
                .map(question -> view(question, caller))
                .toList();
    }

    @Needs(Permission.TENDER_WRITE)
    @PostMapping("/questions/{id}/answer")
    QuestionView answer(
            @PathVariable String code, @PathVariable UUID id, @Valid @RequestBody Answer request, Caller caller) {
        return view(asking.answer(code, id, request.answer(), caller), caller);
    }

    @Needs(Permission.QUESTION_ASK)
    @PostMapping("/objections")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectionView raise(@PathVariable String code, @Valid @RequestBody Raise request, Caller caller) {
        List<UUID> files = request.files();
        return view(raising.raise(code, request.text(), files == null ? List.of() : files, caller), caller);
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/objections")
    List<ObjectionView> objections(@PathVariable String code, Caller caller) {
        return raising.list(code, caller).stream()
                .map(objection -> view(objection, caller))
                .toList();
    }

    @Needs(Permission.TENDER_WRITE)
    @PostMapping("/objections/{id}/answer")
    ObjectionView answerObjection(
            @PathVariable String code, @PathVariable UUID id, @Valid @RequestBody Answer request, Caller caller) {
        return view(raising.answer(code, id, request.answer(), caller), caller);
    }

    @Noted("下载异议材料")
    @Needs(Permission.TRADE_READ)
    @GetMapping("/objections/{id}/files/{sm3}")
    ResponseEntity<InputStreamResource> file(
            @PathVariable String code, @PathVariable UUID id, @PathVariable String sm3, Caller caller) {
        return FileAnswer.of(raising.file(code, id, sm3, caller));
    }

    private static QuestionView view(Question one, Caller caller) {
        return new QuestionView(
                one.id(), one.text(), one.askedAt(), caller.actsFor(one.asker()), one.answer(), one.answeredAt());
    }

    private static ObjectionView view(Objection one, Caller caller) {
        return new ObjectionView(
                one.id(),
                one.objectorName(),
                caller.actsFor(one.objector()),
                one.text(),
                one.files(),
                one.raisedAt(),
                one.answer(),
                one.answeredAt());
    }
}
