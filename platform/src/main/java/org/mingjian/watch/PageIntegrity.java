package org.mingjian.watch;

import java.time.Instant;
import java.util.List;

/** 网页防篡改: whoever keeps public pages checks them when asked; what is wrong he raises himself. */
public interface PageIntegrity {

    /** What a check found; no problems is good. */
    record Result(Instant at, long facts, long rows, List<String> problems) {}

    Result check();

    /** Newest first. */
    List<Result> results();
}
