package org.mingjian.expert;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.facts.Actor;

/** The expert pool for the modules above. */
public interface Experts {

    ExpertId register(NewExpert expert, Actor actor);

    Optional<ExpertView> find(ExpertId id);

    /** The expert behind an account. */
    Optional<ExpertView> byAccount(UUID account);

    /** From whom may be drawn, in the order of their ids: the same request on the same pool gives the same answer. */
    ExpertPool pool(PoolRequest request);

    /** Checks a person against organisations, as the draw does; empty when nothing speaks against the person. */
    Optional<String> avoidance(ExpertId id, List<Interested> interested, java.time.LocalDate day);
}
