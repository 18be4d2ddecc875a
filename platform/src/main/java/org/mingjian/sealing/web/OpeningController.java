package org.mingjian.sealing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.mingjian.facts.Evidence;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.app.Arrivals.Arrival;
import org.mingjian.sealing.app.AttendingOpening;
import org.mingjian.sealing.app.OpeningBoards;
import org.mingjian.sealing.app.ShowingOpening;
import org.mingjian.sealing.app.TakingKeys;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The opening hall, for everybody in it and for bidders. */
@RestController
@RequestMapping("/api/trades/{code}/opening")
class OpeningController {

    /**
     * @param contentKey base64 of 16 bytes
     * @param signature base64 of r‖s over {@code mingjian-open-bid-1\n<trade>\n<sm3 of the sealed bid>\n<contentKey>}
     */
    record Key(
            @NotBlank @Size(max = 64) String contentKey,
            @NotBlank @Size(max = 1_000) String signature) {}

    record ObjectionText(@NotBlank @Size(max = 2000) String text) {}

    /** @param signature base64 of r‖s over {@code mingjian-opening-record-1\n<trade>\n<recordDigest>} */
    record RecordSignature(@NotBlank @Size(max = 1_000) String signature) {}

    record At(Instant at) {}

    record Raised(UUID objection) {}

    private final ShowingOpening showing;
    private final TakingKeys keys;
    private final AttendingOpening attending;
    private final OpeningBoards boards;

    OpeningController(ShowingOpening showing, TakingKeys keys, AttendingOpening attending, OpeningBoards boards) {
        this.showing = showing;
        this.keys = keys;
        this.attending = attending;
        this.boards = boards;
    }

    @Needs(Permission.OPENING_ATTEND)
    @GetMapping
    ShowingOpening.OpeningPage page(@PathVariable String code, Caller caller) {
        return showing.page(code, caller);
    }

    @Needs(Permission.BID_DECRYPT)
    @PostMapping("/sign-in")
    At signIn(@PathVariable String code, Caller caller) {
        At at = new At(attending.signIn(code, caller));
        boards.touch(code);
        return at;
    }

    @Needs(Permission.BID_DECRYPT)
    @PostMapping("/key")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TakingKeys.Taken key(
            @PathVariable String code,
            @Valid @RequestBody Key request,
            @RequestAttribute(ArrivalFilter.ARRIVAL) Arrival arrival,
            Caller caller) {
        var command = new TakingKeys.KeyCommand(bytes(request.contentKey()), bytes(request.signature()));
        return keys.take(code, command, caller, arrival);
    }

    @Needs(Permission.BID_DECRYPT)
    @PostMapping("/objections")
    @ResponseStatus(HttpStatus.CREATED)
    Raised object(@PathVariable String code, @Valid @RequestBody ObjectionText request, Caller caller) {
        Raised raised = new Raised(attending.object(code, request.text(), caller));
        boards.touch(code);
        return raised;
    }

    @Needs(Permission.BID_DECRYPT)
    @PostMapping("/record/sign")
    At confirm(@PathVariable String code, @Valid @RequestBody RecordSignature request, Caller caller) {
        At at = new At(attending.confirm(code, bytes(request.signature()), caller));
        boards.touch(code);
        return at;
    }

    @Needs(Permission.OPENING_ATTEND)
    @GetMapping("/record")
    Evidence record(@PathVariable String code) {
        return showing.record(code);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
