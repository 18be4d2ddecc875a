package org.mingjian.portal.app;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
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
        Folding folded = new Folding(store.trades(codes), store::takeHidden, facts);
        read.forEach(folded::take);
        store.keepTrades(folded.changed().values());
        store.addNotices(folded.notices());
        store.addEvents(folded.events());
        store.reached(read.getLast().position());
    }

    @Override
    public void committed(List<Fact> read) {
        following.ring();
    }
}
