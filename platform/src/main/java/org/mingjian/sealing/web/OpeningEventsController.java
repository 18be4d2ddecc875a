package org.mingjian.sealing.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.app.OpeningBoards;
import org.mingjian.tender.Tenders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events of an opening: {@code changed} with {@code {head, bids}} (only bids that changed), {@code reset}
 * (fetch the page anew), {@code heartbeat} every ten seconds. One virtual thread a watcher: a slow one hinders nobody.
 */
@RestController
class OpeningEventsController {

    private final OpeningBoards boards;
    private final Tenders tenders;

    OpeningEventsController(OpeningBoards boards, Tenders tenders) {
        this.boards = boards;
        this.tenders = tenders;
    }

    @Needs(Permission.OPENING_ATTEND)
    @GetMapping(path = "/api/trades/{code}/opening/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(
            @PathVariable String code,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastId,
            HttpServletResponse response) {
        tenders.get(code);
        response.setHeader("X-Accel-Buffering", "no");
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("watcher").start(() -> {
            boards.watch(code, lastId, (id, event, data) -> {
                // Bytes go out as they are; text would be searched for line breaks and encoded for each watcher anew.
                SseEmitter.SseEventBuilder frame =
                        SseEmitter.event().name(event).data(data, MediaType.APPLICATION_OCTET_STREAM);
                emitter.send(id.isEmpty() ? frame : frame.id(id));
            });
            emitter.complete();
        });
        return emitter;
    }
}
