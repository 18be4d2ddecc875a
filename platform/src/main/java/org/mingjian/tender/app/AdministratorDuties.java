package org.mingjian.tender.app;

import java.util.List;
import org.mingjian.identity.AdministratorTasks;
import org.mingjian.identity.Caller;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.springframework.stereotype.Component;

/** Brings what administrators must do into the one list of everybody; identity itself knows no duties of trades. */
@Component
class AdministratorDuties implements Duties {

    private final AdministratorTasks tasks;

    AdministratorDuties(AdministratorTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public List<Duty> of(Caller caller) {
        return tasks.of(caller).stream()
                .map(task -> new Duty(
                        task.id(),
                        task.title(),
                        task.why(),
                        task.basis(),
                        task.dueAt(),
                        task.startedAt(),
                        task.href(),
                        null))
                .toList();
    }
}
