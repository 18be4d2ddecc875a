package org.mingjian.draw.app;

import java.util.List;
import java.util.Map;
import org.mingjian.draw.DrawParty;

/** Bodies of the facts that the seeds of a draw leave. */
final class SeedFacts {

    private SeedFacts() {}

    static Map<String, Object> committed(String draw, DrawParty party, String commitment) {
        return Map.of("draw", draw, "party", party.key(), "commitment", commitment);
    }

    static Map<String, Object> revealed(String draw, DrawParty party, String seed) {
        return Map.of("draw", draw, "party", party.key(), "seed", seed);
    }

    static Map<String, Object> drawn(String draw, String output, String proof) {
        return Map.of("draw", draw, "output", output, "proof", proof);
    }

    /** @param missing who had not given what was asked when the time was up */
    static Map<String, Object> abandoned(String draw, List<DrawParty> missing) {
        return Map.of(
                "draw", draw, "missing", missing.stream().map(DrawParty::key).toList());
    }
}
