package org.mingjian.kernel;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The life of a thing as a table: from a state, a fact leads to a state. The table is the only way to change a state,
 * and every edge has a fact.
 *
 * @param <S> states
 * @param <F> facts that justify a move
 */
public final class Lifecycle<S extends Enum<S>, F extends Enum<F>> {

    private final S start;
    private final Map<S, Map<F, S>> edges;
    private final Set<S> ends;
    private final Set<F> returning;

    private Lifecycle(S start, Map<S, Map<F, S>> edges, Set<S> ends, Set<F> returning) {
        this.start = start;
        this.edges = edges;
        this.ends = ends;
        this.returning = returning;
    }

    public static <S extends Enum<S>, F extends Enum<F>> Builder<S, F> of(Class<S> states, Class<F> facts) {
        return new Builder<>(states, facts);
    }

    public S start() {
        return start;
    }

    /**
     * @param from the state now
     * @param before the state before a suspension, or {@code from} when there was none
     * @return the next state, or empty when the table has no such edge
     */
    public Optional<S> next(S from, F fact, S before) {
        Map<F, S> row = edges.get(from);
        if (row == null || !row.containsKey(fact)) {
            return Optional.empty();
        }
        return Optional.of(returning.contains(fact) ? before : row.get(fact));
    }

    public boolean isEnd(S state) {
        return ends.contains(state);
    }

    /** True for the facts that lead back to the state before a suspension. */
    public boolean leadsBack(F fact) {
        return returning.contains(fact);
    }

    /** The whole table, for diagrams and for tests that walk it. */
    public Map<S, Map<F, S>> edges() {
        return Collections.unmodifiableMap(edges);
    }

    public Set<S> ends() {
        return Collections.unmodifiableSet(ends);
    }

    /** Builds the table; a second edge for the same state and fact is a mistake and fails at once. */
    public static final class Builder<S extends Enum<S>, F extends Enum<F>> {

        private final Class<S> states;
        private final Class<F> facts;
        private final Map<S, Map<F, S>> edges;
        private final Set<S> ends;
        private final Set<F> returning;
        private S start;

        private Builder(Class<S> states, Class<F> facts) {
            this.states = states;
            this.facts = facts;
            this.edges = new EnumMap<>(states);
            this.ends = EnumSet.noneOf(states);
            this.returning = EnumSet.noneOf(facts);
            this.start = states.getEnumConstants()[0];
        }

        public Builder<S, F> start(S state) {
            start = state;
            return this;
        }

        public Builder<S, F> move(S from, F fact, S to) {
            if (edges.computeIfAbsent(from, s -> new EnumMap<>(facts)).put(fact, to) != null) {
                throw new IllegalStateException("two edges from " + from + " by " + fact);
            }
            return this;
        }

        /** Facts that happen in a state and leave it as it is. */
        @SafeVarargs
        public final Builder<S, F> stay(S state, F... happening) {
            for (F fact : happening) {
                move(state, fact, state);
            }
            return this;
        }

        public Builder<S, F> moveAny(Set<S> from, F fact, S to) {
            from.forEach(state -> move(state, fact, to));
            return this;
        }

        /** A fact that leads back to the state before {@code from} was entered. */
        public Builder<S, F> back(S from, F fact) {
            returning.add(fact);
            return move(from, fact, from);
        }

        @SafeVarargs
        public final Builder<S, F> end(S... states) {
            Collections.addAll(ends, states);
            return this;
        }

        public Lifecycle<S, F> build() {
            for (S state : states.getEnumConstants()) {
                boolean hasWayOut = edges.containsKey(state);
                if (!hasWayOut && !ends.contains(state)) {
                    throw new IllegalStateException("no way out of " + state);
                }
            }
            return new Lifecycle<>(start, edges, ends, returning);
        }
    }
}
