package org.mingjian.exchange.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.ComparingStore;
import org.mingjian.exchange.store.ComparingStore.Found;
import org.mingjian.exchange.store.ComparingStore.Place;
import org.mingjian.exchange.store.ComparingStore.Unfinished;
import org.mingjian.exchange.store.OutboundStore.Standing;

/**
 * One comparison of a ledger, from where it stands. A page of ours and a page of theirs are in memory. How far it has
 * come is written down before each page of the upper node is asked for, so that none that came is asked for again.
 */
final class Comparison {

    /** More than anybody looks at; all are counted. */
    private static final int MOST_LISTED = 20_000;

    private final Lane lane;
    private final ComparingStore ours;
    private final int page;
    private final Upper upper;
    private final List<Found> found = new ArrayList<>();
    private Unfinished state;

    /** The upper node. */
    interface Upper {
        /** @param begun whether it has answered something of this comparison before */
        <T> T ask(String type, Object content, boolean begun, Class<T> answer)
                throws UpperLine.Away, InterruptedException;
    }

    Comparison(Lane lane, Unfinished state, ComparingStore ours, int page, Upper upper) {
        this.lane = lane;
        this.state = state;
        this.ours = ours;
        this.page = page;
        this.upper = upper;
    }

    /** To its end; breaks off where the line does. */
    Unfinished walk() throws UpperLine.Away, InterruptedException {
        Reconciling.Bounds bounds = new Reconciling.Bounds(page, page, Integer.MAX_VALUE);
        String book = lane.book();
        Pages<Wire.Count> here = new Pages<>(
                state.after(),
                after -> {
                    Reconciling.Part part = Reconciling.counts(after, place -> ours.after(book, place, page), bounds);
                    return new Pages.Page<>(part.counts(), part.next());
                },
                Wire.Count::name);
        Pages.walk(here, counts(), (our, their) -> {
            Wire.Count group = our == null ? Objects.requireNonNull(their) : our;
            if (!Objects.equals(our, their)) {
                keys(group);
            }
            state = new Unfinished(
                    state.book(),
                    state.upper(),
                    state.begun(),
                    group.name(),
                    "",
                    "",
                    state.groups() + (our == null ? 0 : 1),
                    state.records() + (our == null ? 0 : our.records()),
                    state.differences());
        });
        keep();
        return state;
    }

    private Pages<Wire.Count> counts() {
        return new Pages<>(
                state.after(),
                after -> {
                    keep();
                    Wire.Counts answer =
                            upper.ask("count", new Wire.CountAsked(lane, after), !after.isEmpty(), Wire.Counts.class);
                    return new Pages.Page<>(answer.counts(), answer.next());
                },
                Wire.Count::name);
    }

    private void keys(Wire.Count group) throws UpperLine.Away, InterruptedException {
        String behind = state.part().equals(group.name()) ? state.key() : "";
        at(group, behind, 0);
        Pages.walk(
                keysHere(group, behind),
                keysAbove(group, behind),
                (one, other) ->
                        at(group, (one == null ? Objects.requireNonNull(other) : one).key(), key(group, one, other)));
    }

    private void at(Wire.Count group, String key, int more) {
        state = new Unfinished(
                state.book(),
                state.upper(),
                state.begun(),
                state.after(),
                group.name(),
                key,
                state.groups(),
                state.records(),
                state.differences() + more);
    }

    private Pages<Wire.Standing> keysAbove(Wire.Count group, String behind) {
        return new Pages<>(
                behind,
                after -> {
                    keep();
                    Wire.KeysAsked asked = new Wire.KeysAsked(lane, group.dataset(), group.day(), after);
                    Wire.Keys answer = upper.ask("keys", asked, true, Wire.Keys.class);
                    return new Pages.Page<>(answer.keys(), answer.next());
                },
                Wire.Standing::key);
    }

    private Pages<Wire.Standing> keysHere(Wire.Count group, String behind) {
        return new Pages<>(
                behind,
                after -> {
                    List<Standing> some = ours.ofDay(lane.book(), new Place(group.dataset(), group.day(), after), page);
                    String next = some.size() < page ? "" : some.getLast().key();
                    return new Pages.Page<>(
                            some.stream()
                                    .map(one -> new Wire.Standing(one.key(), one.content()))
                                    .toList(),
                            next);
                },
                Wire.Standing::key);
    }

    /** How many differences a key is. */
    private int key(Wire.Count group, Wire.@Nullable Standing one, Wire.@Nullable Standing other) {
        if (one != null && other != null && one.digest().equals(other.digest())) {
            return 0;
        }
        if (state.differences() < MOST_LISTED) {
            String what = one == null ? "EXTRA" : other == null ? "MISSING" : "DIFFERENT";
            String key = (one == null ? Objects.requireNonNull(other) : one).key();
            found.add(new Found(group.dataset(), key, what));
        }
        return 1;
    }

    private void keep() {
        ours.keep(state, found);
        found.clear();
    }
}
