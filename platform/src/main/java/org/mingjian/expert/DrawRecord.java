package org.mingjian.expert;

import java.time.Instant;
import java.util.List;

/**
 * 抽取记录: all that is needed to repeat a draw, secret until the award.
 *
 * @param seed lower-case hex
 * @param rounds one for each need
 */
public record DrawRecord(String purpose, Instant at, String seed, List<Round> rounds, List<String> notes) {

    /**
     * @param candidates ids in ascending order, what the draw chose from
     * @param candidatesDigest SM3 over the ids, one a line, lower-case hex
     * @param excluded who was left out and why
     * @param drawn ids in the order drawn
     */
    public record Round(
            String specialty,
            int number,
            List<ExpertId> candidates,
            String candidatesDigest,
            List<Excluded> excluded,
            List<ExpertId> drawn) {}

    public record Excluded(ExpertId expert, String reason) {}

    public List<ExpertId> drawn() {
        return rounds.stream().flatMap(round -> round.drawn().stream()).toList();
    }
}
