package org.mingjian.tender.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** 下一步: what the caller must do, by when, and why. */
@RestController
class TodoController {

    private static final Comparator<Duty> URGENT_FIRST =
            Comparator.comparing(Duty::dueAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

    private final List<Duties> duties;

    TodoController(List<Duties> duties) {
        this.duties = duties;
    }

    @Needs(Permission.DESK_READ)
    @GetMapping("/api/todo")
    List<Duty> todo(Caller caller) {
        return duties.stream()
                .flatMap(one -> one.of(caller).stream())
                .sorted(URGENT_FIRST)
                .toList();
    }
}
