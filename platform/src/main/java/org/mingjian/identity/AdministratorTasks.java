package org.mingjian.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an administrator must do next: changes that wait for a second person, authorities whose trust runs out. */
public interface AdministratorTasks {

    /** @param href address in the workbench, below {@code /desk} */
    record Task(
            String id,
            String title,
            String why,
            String basis,
            @Nullable Instant dueAt,
            @Nullable Instant startedAt,
            String href) {}

    List<Task> of(Caller caller);
}
