package org.mingjian.sealing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.app.HostingOpening;
import org.mingjian.sealing.app.OpeningBoards;
import org.mingjian.sealing.app.PausingOpening;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The opening hall, for its host and for the trading centre. */
@RestController
@RequestMapping("/api/trades/{code}/opening")
class OpeningHostController {

    record Answer(@NotBlank @Size(max = 4000) String text) {}

    record Reason(@NotBlank @Size(max = 1000) String reason) {}

    record Digest(String recordDigest) {}

    record WindowEnd(Instant windowEnd) {}

    private final HostingOpening hosting;
    private final PausingOpening pausing;
    private final OpeningBoards boards;

    OpeningHostController(HostingOpening hosting, PausingOpening pausing, OpeningBoards boards) {
        this.hosting = hosting;
        this.pausing = pausing;
        this.boards = boards;
    }

    @Needs(Permission.OPENING_HOST)
    @PostMapping("/close-decryption")
    void endDecryption(@PathVariable String code, Caller caller) {
        hosting.endDecryption(code, caller);
        boards.touch(code);
    }

    @Needs(Permission.OPENING_HOST)
    @PostMapping("/read")
    Digest read(@PathVariable String code, Caller caller) {
        Digest digest = new Digest(hosting.readPrices(code, caller));
        boards.touch(code);
        return digest;
    }

    @Needs(Permission.OPENING_HOST)
    @PostMapping("/objections/{objection}/answer")
    void answer(
            @PathVariable String code,
            @PathVariable UUID objection,
            @Valid @RequestBody Answer request,
            Caller caller) {
        hosting.answer(code, objection, request.text(), caller);
        boards.touch(code);
    }

    @Needs(Permission.OPENING_HOST)
    @PostMapping("/record")
    void record(@PathVariable String code, Caller caller) {
        hosting.record(code, caller);
        boards.touch(code);
    }

    /** By the centre or the host; the use case decides. */
    @Needs(Permission.OPENING_ATTEND)
    @PostMapping("/pause")
    void pause(@PathVariable String code, @Valid @RequestBody Reason request, Caller caller) {
        pausing.report(code, request.reason(), caller);
        boards.touch(code);
    }

    /** Who may be the second person, the use case decides. */
    @Needs(Permission.OPENING_ATTEND)
    @PostMapping("/pause/confirm")
    void confirmPause(@PathVariable String code, Caller caller) {
        pausing.confirm(code, caller);
        boards.touch(code);
    }

    @Needs(Permission.PLATFORM_FAULT)
    @PostMapping("/continue")
    WindowEnd goOn(@PathVariable String code, Caller caller) {
        WindowEnd end = new WindowEnd(pausing.goOn(code, caller));
        boards.touch(code);
        return end;
    }
}
