package org.mingjian.exchange.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.mingjian.exchange.app.ImportingNotices;
import org.mingjian.exchange.store.NoticeStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** 历史公告导入: notices of other sites, in the form of {@code docs/formats.md}, section Notices. */
@RestController
@RequestMapping("/api/exchange/notices")
class NoticeImportController {

    private static final int LARGEST = 100;

    record Lines(@NotEmpty @Size(max = 200) List<JsonNode> notices) {}

    record Page(List<NoticeStore.Row> items, long total, int page, int size) {}

    private final ImportingNotices importing;
    private final NoticeStore store;

    NoticeImportController(ImportingNotices importing, NoticeStore store) {
        this.importing = importing;
        this.store = store;
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping
    ImportingNotices.Taken take(@Valid @RequestBody Lines request, Caller caller) {
        return importing.take(request.notices(), caller);
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @GetMapping
    Page list(
            @RequestParam(defaultValue = "true") boolean held,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        int at = Math.clamp(page, 0, 1_000_000);
        int many = Math.clamp(size, 1, LARGEST);
        return new Page(store.page(held, at, many), store.count(held), at, many);
    }
}
