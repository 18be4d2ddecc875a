package org.mingjian.portal.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.domain.Publication;
import org.mingjian.portal.domain.TradeFold;

/** The public rows that facts make, in memory: written by the reader, compared with what is stored by the check. */
final class Folding {

    private static final String DISCLOSED = "facts.disclosed";

    /** Where a secret fact is, until it is disclosed. */
    interface Hidden {
        Optional<Long> take(String stream, long seq);
    }

    private final Map<String, PublicTrade> known;
    private final Hidden hidden;
    private final Facts facts;
    private final Map<String, PublicTrade> changed = new LinkedHashMap<>();
    private final List<PublicNotice> notices = new ArrayList<>();
    private final List<PublicEvent> events = new ArrayList<>();

    /** @param known trades as they stood before; kept up to date here */
    Folding(Map<String, PublicTrade> known, Hidden hidden, Facts facts) {
        this.known = known;
        this.hidden = hidden;
        this.facts = facts;
    }

    Map<String, PublicTrade> changed() {
        return changed;
    }

    List<PublicNotice> notices() {
        return notices;
    }

    List<PublicEvent> events() {
        return events;
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
        disclosure.body().path("seqs").valueStream().forEach(seq -> hidden.take(disclosure.stream(), seq.asLong())
                .flatMap(facts::find)
                .ifPresent(fact -> publish(fact, trade, disclosure.position())));
    }
}
