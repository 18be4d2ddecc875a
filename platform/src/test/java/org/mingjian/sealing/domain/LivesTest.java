package org.mingjian.sealing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.Lifecycle;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeLife;
import org.mingjian.tender.TradeState;

/** The two tables of this module, walked. */
class LivesTest {

    private static <S extends Enum<S>, F extends Enum<F>> Set<S> reached(Lifecycle<S, F> table, Class<S> states) {
        Set<S> reached = EnumSet.noneOf(states);
        Set<S> edge = EnumSet.of(table.start());
        while (!edge.isEmpty()) {
            reached.addAll(edge);
            Set<S> next = EnumSet.noneOf(states);
            edge.forEach(state ->
                    next.addAll(table.edges().getOrDefault(state, Map.of()).values()));
            next.removeAll(reached);
            edge = next;
        }
        return reached;
    }

    @Test
    void everyStateOfABidIsReached() {
        assertThat(reached(BidLife.TABLE, BidState.class)).containsExactlyInAnyOrder(BidState.values());
    }

    @Test
    void everyPhaseOfAnOpeningIsReached() {
        assertThat(reached(OpeningLife.TABLE, OpeningPhase.class)).containsExactlyInAnyOrder(OpeningPhase.values());
    }

    @Test
    void everyEventOfABidIsUsed() {
        Set<BidEvent> used = EnumSet.noneOf(BidEvent.class);
        BidLife.TABLE.edges().values().forEach(row -> used.addAll(row.keySet()));

        assertThat(used).containsExactlyInAnyOrder(BidEvent.values());
    }

    @Test
    void whatAnOpeningAllowsTheTradeAllowsToo() {
        for (var row : OpeningLife.TABLE.edges().values()) {
            for (TradeFact fact : row.keySet()) {
                assertThat(TradeLife.TABLE.next(TradeState.OPENING, fact, TradeState.OPENING))
                        .as(fact.kind())
                        .isPresent();
            }
        }
    }
}
