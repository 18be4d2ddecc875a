package org.mingjian.tender.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Secrecy;
import org.mingjian.rules.ClockCertificate;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeId;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the timeline lists and what it folds. */
class TimelineTest {

    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final ClockCertificate NO_CLOCKS = new ClockCertificate(LocalDate.of(2026, 3, 2), List.of());

    @Test
    void aThousandLikeFactsAreFoldedAndTheOthersStay() {
        List<Fact> facts = Stream.concat(
                        LongStream.rangeClosed(1, 1528).mapToObj(seq -> fact(seq, TradeFact.BID_RECEIVED)),
                        Stream.of(fact(1529, TradeFact.BIDS_CLOSED)))
                .toList();

        Timeline folded = Timeline.of(trade(), facts, NO_CLOCKS, false);
        Timeline whole = Timeline.of(trade(), facts, NO_CLOCKS, true);

        assertThat(folded.facts()).hasSize(51);
        assertThat(folded.total()).isEqualTo(1529);
        assertThat(folded.facts().getLast().act()).isEqualTo("投标截止");
        assertThat(folded.folded()).containsExactly(new Timeline.Folded("bid.received", "收到投标文件", 1528, 50));
        assertThat(whole.facts()).hasSize(1529);
        assertThat(whole.folded()).isEmpty();
    }

    private static Fact fact(long seq, TradeFact kind) {
        return new Fact(
                seq,
                seq,
                "trade:A01",
                seq,
                kind.kind(),
                NOON,
                Actor.SYSTEM,
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                Secrecy.PUBLIC,
                "00",
                true);
    }

    private static TradeView trade() {
        return new TradeView(
                TradeId.fresh(),
                "A01",
                "E",
                "E",
                "E",
                "工程",
                "construction",
                "990100",
                new UUID(0, 1),
                "招标人",
                null,
                null,
                TradeState.OPENING,
                null,
                1,
                LocalDate.of(2026, 3, 2),
                null,
                NOON,
                0);
    }
}
