package org.mingjian.exchange.app;

import java.util.List;
import java.util.Objects;
import org.mingjian.exchange.CensuredSources;
import org.mingjian.exchange.store.OrderStore;
import org.springframework.stereotype.Service;

/** What of the orders to mend is for everybody: neither answers nor who handled them. */
@Service
class NamingSources implements CensuredSources {

    private final OrderStore store;

    NamingSources(OrderStore store) {
        this.store = store;
    }

    @Override
    public List<Censure> newest(int page, int size) {
        return store.censured(page, size).stream()
                .map(order -> new Censure(
                        order.number(),
                        order.source(),
                        order.sourceName(),
                        order.grounds().stream()
                                .map(one -> new Ground(
                                        one.situation(),
                                        one.part(),
                                        one.whole(),
                                        one.percent(),
                                        one.limit(),
                                        one.basis(),
                                        one.pending()))
                                .toList(),
                        order.due(),
                        Objects.requireNonNull(order.censuredAt()),
                        order.closedAt()))
                .toList();
    }

    @Override
    public long count() {
        return store.censuredCount();
    }
}
