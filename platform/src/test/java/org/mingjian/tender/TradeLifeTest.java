package org.mingjian.tender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Walks the table of a trade's life. */
class TradeLifeTest {

    private static final Map<TradeState, Map<TradeFact, TradeState>> EDGES = TradeLife.TABLE.edges();

    @Test
    void everyStateIsReachedFromRegistration() {
        assertThat(reachedFrom(TradeLife.TABLE.start())).containsExactlyInAnyOrder(TradeState.values());
    }

    @Test
    void everyStateThatIsNoEndLeadsToAnEnd() {
        for (TradeState state : TradeState.values()) {
            if (!TradeLife.TABLE.isEnd(state)) {
                assertThat(reachedFrom(state)).as("from " + state).containsAnyElementsOf(TradeLife.TABLE.ends());
            }
        }
    }

    @Test
    void everyFactIsOnSomeEdge() {
        Set<TradeFact> used = EnumSet.noneOf(TradeFact.class);
        EDGES.values().forEach(row -> used.addAll(row.keySet()));

        assertThat(used).containsExactlyInAnyOrder(TradeFact.values());
    }

    @Test
    void anEndIsNeverLeft() {
        for (TradeState end : TradeLife.TABLE.ends()) {
            assertThat(EDGES.getOrDefault(end, Map.of()).values())
                    .as("out of " + end)
                    .containsOnly(end);
        }
    }

    @Test
    void theKindsOfFactsAreDifferent() {
        for (TradeFact fact : TradeFact.values()) {
            assertThat(TradeFact.ofKind(fact.kind())).contains(fact);
        }
    }

    @Property
    void aSuspendedTradeComesBackToWhereItWas(@ForAll("live") TradeState state) {
        TradeState suspended =
                TradeLife.TABLE.next(state, TradeFact.TRADE_SUSPENDED, state).orElseThrow();

        assertThat(suspended).isEqualTo(TradeState.SUSPENDED);
        assertThat(TradeLife.TABLE.next(suspended, TradeFact.TRADE_RESUMED, state))
                .contains(state);
    }

    @Provide
    Arbitrary<TradeState> live() {
        return Arbitraries.of(EnumSet.range(TradeState.REGISTERED, TradeState.AWARDED));
    }

    private static Set<TradeState> reachedFrom(TradeState start) {
        Set<TradeState> reached = EnumSet.of(start);
        Deque<TradeState> left = new ArrayDeque<>(reached);
        while (!left.isEmpty()) {
            for (TradeState next : EDGES.getOrDefault(left.pop(), Map.of()).values()) {
                if (reached.add(next)) {
                    left.push(next);
                }
            }
        }
        return reached;
    }
}
