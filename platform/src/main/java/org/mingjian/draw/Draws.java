package org.mingjian.draw;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mingjian.facts.Actor;
import org.mingjian.kernel.Outcome;

/** Draws for the modules that need something drawn. */
public interface Draws {

    /**
     * Fixes pool and rules in public before anybody gives a seed, inside the caller's transaction. Refused while
     * another draw for the same purpose is under way, and when a lot has fewer candidates than it needs.
     */
    Outcome<DrawView> prepare(DrawPlan plan, Actor actor);

    /** The newest draw for a purpose. */
    Optional<DrawView> latest(String trade, DrawPurpose purpose);

    /** The candidates of a lot in the order drawn; empty until it is drawn. */
    List<String> order(String trade, DrawPurpose purpose, String lot);

    /** What was drawn at once, lot by lot; empty until it is drawn. */
    List<Taken> taken(String trade, DrawPurpose purpose);

    /**
     * Gives the next of the same order (补抽), on public record without a name.
     *
     * @param against why a candidate cannot be taken now, or empty; the words are public and name nobody
     * @return empty when the order is at its end
     */
    Optional<Taken> next(
            String trade, DrawPurpose purpose, String lot, Function<String, Optional<String>> against, Actor actor);
}
