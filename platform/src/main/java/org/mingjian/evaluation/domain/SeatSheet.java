package org.mingjian.evaluation.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One member's whole sheet, by bid and criterion. */
public final class SeatSheet {

    private final int number;
    private final Map<String, Map<String, Judgement>> byBid = new HashMap<>();

    public SeatSheet(int number, List<Judgement> judgements) {
        this.number = number;
        for (Judgement judgement : judgements) {
            byBid.computeIfAbsent(judgement.bid(), bid -> new HashMap<>()).put(judgement.criterion(), judgement);
        }
    }

    /** Number of the seat. */
    public int number() {
        return number;
    }

    public Optional<Judgement> find(String bid, String criterion) {
        return Optional.ofNullable(byBid.getOrDefault(bid, Map.of()).get(criterion));
    }

    /** @throws IllegalStateException when the cell is empty; only complete sheets are compared */
    public Judgement get(String bid, String criterion) {
        return find(bid, criterion)
                .orElseThrow(
                        () -> new IllegalStateException("seat " + number + " has no " + criterion + " for " + bid));
    }
}
