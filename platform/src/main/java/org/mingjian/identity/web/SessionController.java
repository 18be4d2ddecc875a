package org.mingjian.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.app.KeepingSessions;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 会话: where one is signed in, and ending it from afar. */
@RestController
@RequestMapping("/api")
class SessionController {

    /** @param present whether it is the session that asks */
    record View(UUID id, Instant since, Instant seen, String address, String device, boolean present) {}

    private final KeepingSessions sessions;

    SessionController(KeepingSessions sessions) {
        this.sessions = sessions;
    }

    @Needs(Permission.SELF)
    @GetMapping("/sessions")
    List<View> mine(Caller caller, HttpServletRequest request) {
        String token = SessionFilter.token(request).orElse("");
        return sessions.of(caller.account()).stream()
                .map(one -> new View(
                        one.id(),
                        one.createdAt(),
                        one.seenAt(),
                        one.address(),
                        one.device(),
                        sessions.isPresent(token, one)))
                .toList();
    }

    @Needs(Permission.SELF)
    @DeleteMapping("/sessions/{id}")
    void end(@PathVariable UUID id, Caller caller) {
        sessions.end(id, caller.account(), caller);
    }

    @Needs(Permission.GRANT_KEEP)
    @DeleteMapping("/accounts/{id}/sessions")
    Map<String, Integer> endAll(@PathVariable UUID id, Caller caller) {
        return Map.of("ended", sessions.endAll(id, caller));
    }
}
