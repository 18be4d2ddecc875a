package org.mingjian.tender;

import java.util.List;
import org.mingjian.identity.Caller;

/** What somebody must do next; every trade module offers its own as a bean, {@code GET /api/todo} collects them. */
public interface Duties {

    List<Duty> of(Caller caller);
}
