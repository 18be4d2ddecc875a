package org.mingjian.evaluation.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.tender.Terms.Criterion;

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

    /** Whether this member rejects the bid by any check (否决). */
    public boolean rejects(String bid) {
        return byBid.getOrDefault(bid, Map.of()).values().stream().anyMatch(Judgement::fails);
    }

    /** Cells still to be filled for this bid; a bid that the member rejects needs no more. */
    public long open(String bid, List<Criterion> criteria) {
        return rejects(bid)
                ? 0
                : criteria.stream()
                        .filter(criterion -> find(bid, criterion.id()).isEmpty())
                        .count();
    }

    /** Number of the seat. */
    public int number() {
        return number;
    }

    public Optional<Judgement> find(String bid, String criterion) {
        return Optional.ofNullable(byBid.getOrDefault(bid, Map.of()).get(criterion));
    }

    /** @throws IllegalStateException when the cell is empty; only bids that every member judged are scored */
    public Judgement get(String bid, String criterion) {
        return find(bid, criterion)
                .orElseThrow(
                        () -> new IllegalStateException("seat " + number + " has no " + criterion + " for " + bid));
    }
}
