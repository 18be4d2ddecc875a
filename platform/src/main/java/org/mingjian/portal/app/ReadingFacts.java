package org.mingjian.portal.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.domain.Publication;
import org.mingjian.portal.domain.TradeFold;
import org.mingjian.portal.store.PortalStore;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Folds the facts into what the public may see. A secret fact enters only when a later {@code facts.disclosed} of
 * the same stream names it, never because it happens to be disclosed by the time it is read: a rebuild gives the
 * same rows.
 */
@Component
class ReadingFacts implements FactReader {

    private static final String DISCLOSED = "facts.disclosed";

    private final PortalStore store;
    private final Facts facts;
    private final Following following;

    ReadingFacts(PortalStore store, Facts facts, @Lazy Following following) {
        this.store = store;
        this.facts = facts;
        this.following = following;
    }

    @Override
    public String name() {
        return "portal";
    }

    @Override
    public void reset() {
        store.reset();
    }

    @Override
    public void read(List<Fact> read) {
        Set<String> codes = read.stream()
                .map(Fact::stream)
                .filter(stream -> stream.startsWith(TradeFold.STREAM))
                .map(stream -> stream.substring(TradeFold.STREAM.length()))
                .collect(Collectors.toSet());
        store.addDigests(read);
        store.addHidden(
                read.stream().filter(fact -> fact.secrecy() != Secrecy.PUBLIC).toList());
        Batch batch = new Batch(store.trades(codes));
        read.forEach(batch::take);
        store.keepTrades(batch.changed.values());
        store.addNotices(batch.notices);
        store.addEvents(batch.events);
        store.reached(read.getLast().position());
    }

    @Override
    public void committed(List<Fact> read) {
        following.ring();
    }

    /** The rows of one batch, in memory until it ends. */
    private final class Batch {

        private final Map<String, PublicTrade> known;
        private final Map<String, PublicTrade> changed = new LinkedHashMap<>();
        private final List<PublicNotice> notices = new ArrayList<>();
        private final List<PublicEvent> events = new ArrayList<>();

        Batch(Map<String, PublicTrade> known) {
            this.known = known;
        }

        void take(Fact fact) {
            if (!Publication.isFollowed(fact.stream())) {
                return;
            }
            PublicTrade trade = fold(fact).orElse(null);
            if (fact.secrecy() == Secrecy.PUBLIC) {
                publish(fact, trade, fact.position());
            }
            if (fact.kind().equals(DISCLOSED)) {
                disclose(fact, trade);
            }
        }

        private Optional<PublicTrade> fold(Fact fact) {
            if (!fact.stream().startsWith(TradeFold.STREAM)) {
                return Optional.empty();
            }
            String code = fact.stream().substring(TradeFold.STREAM.length());
            PublicTrade before = known.get(code);
            if (before == null && fact.secrecy() != Secrecy.PUBLIC) {
                return Optional.empty(); // that a trade exists is public only by a public fact
            }
            PublicTrade after = TradeFold.next(before, fact);
            if (!after.equals(before)) {
                after = after.shownAt(fact.position());
                known.put(code, after);
                changed.put(code, after);
            }
            return Optional.of(after);
        }

        private void publish(Fact fact, @Nullable PublicTrade trade, long shown) {
            events.add(Publication.event(fact, shown));
            Publication.notice(fact, trade, shown).ifPresent(notices::add);
        }

        private void disclose(Fact disclosure, @Nullable PublicTrade trade) {
            disclosure.body().path("seqs").valueStream().forEach(seq -> store.takeHidden(
                            disclosure.stream(), seq.asLong())
                    .flatMap(facts::find)
                    .ifPresent(fact -> publish(fact, trade, disclosure.position())));
        }
    }
}
