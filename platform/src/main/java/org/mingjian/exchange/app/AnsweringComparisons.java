package org.mingjian.exchange.app;

import java.util.List;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.ComparingStore.Place;
import org.mingjian.exchange.store.OutboundStore.Standing;
import org.mingjian.exchange.store.StandingStore;
import org.mingjian.kernel.PlatformException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What stands here of a lower node, for its comparison: a page for each question, whatever it has sent. */
@Component
class AnsweringComparisons {

    private static final int GROUPS = 1000;
    private static final int ROWS = 200_000;

    private final StandingStore standing;
    private final int page;

    AnsweringComparisons(StandingStore standing, @Value("${mingjian.exchange.page:5000}") int page) {
        if (page < 1) {
            throw new IllegalArgumentException("mingjian.exchange.page must be 1 or more");
        }
        this.standing = standing;
        this.page = page;
    }

    Wire.Counts counts(String peer, Wire.CountAsked asked) {
        if (asked.lane() == null) {
            throw new PlatformException(ExchangeError.MESSAGE_BROKEN, "没有通道标识");
        }
        String book = asked.lane().book();
        Reconciling.Part part = Reconciling.counts(
                asked.after(),
                place -> standing.after(peer, book, place, page),
                new Reconciling.Bounds(page, Math.min(page, GROUPS), ROWS));
        return new Wire.Counts(asked.lane(), part.counts(), part.next());
    }

    Wire.Keys keys(String peer, Wire.KeysAsked asked) {
        if (asked.lane() == null) {
            throw new PlatformException(ExchangeError.MESSAGE_BROKEN, "没有通道标识");
        }
        Place place = new Place(asked.dataset(), asked.day(), asked.after());
        List<Standing> found = standing.ofDay(peer, asked.lane().book(), place, page);
        String next = found.size() < page ? "" : found.getLast().key();
        return new Wire.Keys(
                asked.lane(),
                found.stream()
                        .map(one -> new Wire.Standing(one.key(), one.content()))
                        .toList(),
                next);
    }
}
