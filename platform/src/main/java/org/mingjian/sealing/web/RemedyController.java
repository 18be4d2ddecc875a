package org.mingjian.sealing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.app.AskingRemedy;
import org.mingjian.sealing.app.GivingShares;
import org.mingjian.sealing.app.OpeningBoards;
import org.mingjian.sealing.app.ShowingRemedy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 补救: a bidder says that his key cannot be used; openers give their shares. */
@RestController
@RequestMapping("/api/trades/{code}/opening")
class RemedyController {

    private static final String ONE_LINE = "[^\\r\\n]*";

    record Unusable(@NotBlank @Size(max = 500) String reason) {}

    /**
     * @param share base64 of 32 bytes
     * @param signature base64, over {@code mingjian-open-share-1\n<trade>\n<sm3>\n<index>\n<point>\n<reason>}
     */
    record Share(
            @NotNull UUID bid,
            @NotBlank @Size(max = 64) String share,
            @NotBlank @Size(max = 1_000) String signature) {}

    record Shares(
            @NotEmpty @Size(max = 10_000) List<@Valid Share> shares,

            @NotBlank @Size(max = 500) @Pattern(regexp = ONE_LINE)
            String reason) {}

    record PlatformShares(
            @NotEmpty @Size(max = 10_000) List<UUID> bids,

            @NotBlank @Size(max = 500) @Pattern(regexp = ONE_LINE)
            String reason) {}

    record Answers(List<GivingShares.Answer> items) {}

    private final AskingRemedy asking;
    private final GivingShares giving;
    private final ShowingRemedy showing;
    private final OpeningBoards boards;

    RemedyController(AskingRemedy asking, GivingShares giving, ShowingRemedy showing, OpeningBoards boards) {
        this.asking = asking;
        this.giving = giving;
        this.showing = showing;
        this.boards = boards;
    }

    @Needs(Permission.OPENING_ATTEND)
    @GetMapping("/remedy")
    ShowingRemedy.RemedyPage page(@PathVariable String code, Caller caller) {
        return showing.page(code, caller);
    }

    @Needs(Permission.BID_DECRYPT)
    @PostMapping("/key/unusable")
    void unusable(@PathVariable String code, @Valid @RequestBody Unusable request, Caller caller) {
        asking.ask(code, request.reason(), caller);
        boards.touch(code);
    }

    @Needs(Permission.OPENING_SHARE)
    @PostMapping("/shares")
    Answers give(@PathVariable String code, @Valid @RequestBody Shares request, Caller caller) {
        List<GivingShares.Given> given = request.shares().stream()
                .map(one -> new GivingShares.Given(one.bid(), bytes(one.share()), bytes(one.signature())))
                .toList();
        Answers answers = new Answers(giving.give(code, given, request.reason(), caller));
        boards.touch(code);
        return answers;
    }

    @Needs(Permission.PLATFORM_SHARE)
    @PostMapping("/shares/platform")
    Answers giveOfPlatform(@PathVariable String code, @Valid @RequestBody PlatformShares request, Caller caller) {
        Answers answers = new Answers(giving.giveOfPlatform(code, request.bids(), request.reason(), caller));
        boards.touch(code);
        return answers;
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
