package org.mingjian.expert;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.facts.Actor;
import org.mingjian.kernel.Outcome;

/** The expert pool for the modules above. */
public interface Experts {

    ExpertId register(NewExpert expert, Actor actor);

    Optional<ExpertView> find(ExpertId id);

    /** The expert behind an account. */
    Optional<ExpertView> byAccount(UUID account);

    /**
     * Draws without replacement, in the order the seed gives. The same request on the same pool gives the same record.
     * Refused when the pool, after avoidance, is smaller than what is asked for.
     */
    Outcome<DrawRecord> draw(DrawRequest request);

    /** Checks a person against organisations, as the draw does; empty when nothing speaks against the person. */
    Optional<String> avoidance(ExpertId id, List<Interested> interested, java.time.LocalDate day);
}
