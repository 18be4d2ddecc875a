package org.mingjian.tender.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.app.DraftingNotice;
import org.mingjian.tender.domain.NoticeDraft;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The notice that is being written. */
@RestController
@RequestMapping("/api/trades/{code}/notice/draft")
class NoticeDraftController {

    private static final int LONGEST = 500_000;

    /** @param version that was read before; 0 when there was none */
    record Save(@NotNull JsonNode content, @Min(0) long version) {}

    /** @param content null while nothing was saved; the version is 0 then */
    record Draft(
            @Nullable JsonNode content,
            long version,
            @Nullable String savedBy,
            @Nullable Instant savedAt) {}

    private final DraftingNotice drafting;

    NoticeDraftController(DraftingNotice drafting) {
        this.drafting = drafting;
    }

    @Needs(Permission.TENDER_WRITE)
    @GetMapping
    Draft read(@PathVariable String code, Caller caller) {
        return drafting.find(code, caller).map(NoticeDraftController::view).orElse(new Draft(null, 0, null, null));
    }

    @Needs(Permission.TENDER_WRITE)
    @PutMapping
    Draft save(@PathVariable String code, @Valid @RequestBody Save request, Caller caller) {
        if (!request.content().isObject() || request.content().toString().length() > LONGEST) {
            throw new PlatformException(TenderError.INVALID_TERMS, "草稿应为一个不超过 50 万字的对象");
        }
        return view(drafting.save(code, request.content(), request.version(), caller));
    }

    private static Draft view(NoticeDraft draft) {
        return new Draft(draft.content(), draft.version(), draft.savedBy(), draft.savedAt());
    }
}
