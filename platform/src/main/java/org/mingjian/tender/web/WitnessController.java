package org.mingjian.tender.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.tender.app.WitnessingTrades;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 见证记录. */
@RestController
@RequestMapping("/api/trades/{code}/witness-notes")
class WitnessController {

    record NewNote(
            @NotNull WitnessingTrades.Subject subject,
            @NotBlank @Size(max = 4000) String text) {}

    /** @param position in the log; null while it waits for the sequencer */
    record Note(
            String id,
            Instant at,
            String who,
            String subject,
            String text,
            @Nullable Long position) {}

    private final WitnessingTrades witnessing;

    WitnessController(WitnessingTrades witnessing) {
        this.witnessing = witnessing;
    }

    @Needs(Permission.WITNESS_NOTE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    List<Note> note(@PathVariable String code, @Valid @RequestBody NewNote request, Caller caller) {
        witnessing.note(code, request.subject(), request.text(), caller);
        return notes(code, caller);
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping
    List<Note> notes(@PathVariable String code, Caller caller) {
        return witnessing.notes(code, caller).stream()
                .map(WitnessController::view)
                .toList();
    }

    private static Note view(Fact fact) {
        return new Note(
                String.valueOf(fact.id()),
                fact.at(),
                fact.actor().name(),
                fact.text("subjectTitle"),
                fact.text("text"),
                fact.position() == 0 ? null : fact.position());
    }
}
