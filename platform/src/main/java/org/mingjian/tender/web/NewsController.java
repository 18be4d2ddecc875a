package org.mingjian.tender.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.app.TellingNews;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 消息 on the home of every desk. */
@RestController
class NewsController {

    private static final int MOST = 20;

    /** @param fresh since the last visit */
    record Message(
            long position, Instant at, String act, @Nullable String who, String trade, String title, boolean fresh) {}

    record Seen(@Min(0) long position) {}

    private final TellingNews telling;

    NewsController(TellingNews telling) {
        this.telling = telling;
    }

    @Needs(Permission.DESK_READ)
    @GetMapping("/api/messages")
    List<Message> messages(Caller caller) {
        return telling.of(caller, MOST).stream().map(NewsController::view).toList();
    }

    @Needs(Permission.DESK_READ)
    @PostMapping("/api/messages/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(@Valid @RequestBody Seen request, Caller caller) {
        telling.see(request.position(), caller);
    }

    private static Message view(TellingNews.Item item) {
        Fact fact = item.fact();
        Actor actor = fact.actor();
        return new Message(
                fact.position(),
                fact.at(),
                TradeFact.ofKind(fact.kind()).orElseThrow().title(),
                actor.equals(Actor.SYSTEM) ? null : actor.organisationName(),
                item.trade().code(),
                item.trade().title(),
                item.fresh());
    }
}
