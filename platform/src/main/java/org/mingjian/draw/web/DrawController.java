package org.mingjian.draw.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.mingjian.draw.DrawView;
import org.mingjian.draw.app.KeepingDraws;
import org.mingjian.draw.app.PublishingDraws;
import org.mingjian.draw.app.TakingSeeds;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Open;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Seeds of the parties, and the published record of a draw. */
@RestController
class DrawController {

    private static final String ONE = "/api/trades/{code}/draws/{purpose:experts|coefficients}/{number:\\d{1,4}}";

    record Commitment(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String commitment) {}

    record Seed(@NotNull @Pattern(regexp = "[0-9a-f]{64}") String seed) {}

    private final KeepingDraws draws;
    private final TakingSeeds taking;
    private final PublishingDraws publishing;

    DrawController(KeepingDraws draws, TakingSeeds taking, PublishingDraws publishing) {
        this.draws = draws;
        this.taking = taking;
        this.publishing = publishing;
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/api/trades/{code}/draws")
    List<DrawView> draws(@PathVariable String code) {
        return draws.ofTrade(code);
    }

    @Needs(Permission.DRAW_SEED)
    @PostMapping(ONE + "/commitment")
    DrawView commit(
            @PathVariable String code,
            @PathVariable String purpose,
            @PathVariable int number,
            @Valid @RequestBody Commitment request,
            Caller caller) {
        return taking.commit(id(code, purpose, number), request.commitment(), caller);
    }

    @Needs(Permission.DRAW_SEED)
    @PostMapping(ONE + "/seed")
    DrawView reveal(
            @PathVariable String code,
            @PathVariable String purpose,
            @PathVariable int number,
            @Valid @RequestBody Seed request,
            Caller caller) {
        return taking.reveal(id(code, purpose, number), request.seed(), caller);
    }

    @Open("公开：抽取记录，名单依法公开后任何人可以复算")
    @GetMapping("/draws/{code}/{purpose:experts|coefficients}/{number:\\d{1,4}}.json")
    ResponseEntity<byte[]> record(@PathVariable String code, @PathVariable String purpose, @PathVariable int number) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Content-Disposition", "attachment; filename=\"draw-" + purpose + "-" + number + ".json\"")
                .header("Cache-Control", "no-cache")
                .body(publishing.record(id(code, purpose, number)));
    }

    private static String id(String code, String purpose, int number) {
        return code + "/" + purpose + "/" + number;
    }
}
