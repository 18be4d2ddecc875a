package org.mingjian.party;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mingjian.facts.Actor;
import tools.jackson.databind.JsonNode;

/** The subjects of trades, for other modules. */
public interface Parties {

    /** A subject as frozen for a trade. */
    record Frozen(String trade, UUID organisation, Instant at, String digest, JsonNode content) {}

    /** The newest version of every entry. */
    List<PartyEntry> entries(UUID organisation);

    /** Newest first. */
    List<Achievement> achievements(String creditCode);

    /**
     * What an evaluator of this trade sees: the first look freezes it with its time, and its digest is a fact; whatever
     * the subject changes afterwards, this trade sees the same.
     */
    Frozen freeze(String trade, UUID organisation, Actor actor);
}
