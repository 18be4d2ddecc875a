package org.mingjian.sealing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.PlatformException;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.app.OwnBids;
import org.mingjian.sealing.app.Rehearsing;
import org.mingjian.sealing.domain.Rehearsal;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 解密演练: the own sealed bid as the platform holds it, and what its bidder found with it. */
@RestController
@RequestMapping("/api/trades/{code}/bids/mine")
class RehearsalController {

    /**
     * @param sm3 of the version that was tried
     * @param outcome {@code OPENED} or the name of the check that failed
     * @param signature base64 of r‖s over {@code mingjian-rehearsal-1\n<trade>\n<sm3>\n<outcome>}
     */
    record Tried(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sm3,
            @NotBlank @Size(max = 40) String outcome,
            @NotBlank @Size(max = 1_000) String signature) {}

    private final OwnBids own;
    private final Rehearsing rehearsing;

    RehearsalController(OwnBids own, Rehearsing rehearsing) {
        this.own = own;
        this.rehearsing = rehearsing;
    }

    @Noted("取回自己的加密投标文件")
    @Needs(Permission.BID_SUBMIT)
    @GetMapping("/sealed")
    ResponseEntity<InputStreamResource> sealed(@PathVariable String code, Caller caller) {
        OwnBids.Held held = own.held(code, caller);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(held.size())
                .eTag("\"" + held.sm3() + "\"")
                .body(new InputStreamResource(held.content()));
    }

    @Needs(Permission.BID_SUBMIT)
    @PostMapping("/rehearsals")
    @ResponseStatus(HttpStatus.CREATED)
    Rehearsing.RehearsalView rehearsed(@PathVariable String code, @Valid @RequestBody Tried request, Caller caller) {
        Rehearsal found = Rehearsal.of(request.outcome())
                .orElseThrow(() -> new PlatformException(SealingError.UNKNOWN_OUTCOME, request.outcome()));
        byte[] signature = Base64.getDecoder().decode(request.signature());
        return rehearsing.rehearsed(code, new Rehearsing.Tried(request.sm3(), found, signature), caller);
    }
}
