package org.mingjian.evaluation.app;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mingjian.credit.Credits;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.Judgement;
import org.mingjian.facts.Actor;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms.Criterion;
import org.springframework.stereotype.Component;

/**
 * 信用分: given by the bidder's frozen score, full marks for the ceiling of the model and in proportion below it, rounded
 * to cents; nobody on the panel decides it. Without such a criterion in the documents there is none (条例 §49).
 */
@Component
public class CreditMarks {

    /** What the panel sees of one bidder's credit. */
    public record Seen(String bid, String bidder, List<Mark> marks, Credits.Frozen frozen) {}

    /** @param mark of the criterion's full marks */
    public record Mark(String criterion, String title, String full, String mark) {}

    private final Credits credits;
    private final Tenders tenders;

    CreditMarks(Credits credits, Tenders tenders) {
        this.credits = credits;
        this.tenders = tenders;
    }

    private List<Criterion> criteria(String trade) {
        return tenders.get(trade).requireTerms().criteria().stream()
                .filter(criterion -> criterion.kind() == Criterion.Kind.CREDIT)
                .toList();
    }

    /** Freezes every bidder's score at one moment, when the documents say that credit counts. */
    void freeze(String trade, List<EvaluatedBid> bids, Actor actor) {
        if (!criteria(trade).isEmpty()) {
            bids.forEach(bid -> credits.freeze(trade, organisation(bid), actor));
        }
    }

    /** Refused with CREDIT_NOT_AGREED when the documents do not say that credit counts. */
    List<Seen> seen(String trade, List<EvaluatedBid> bids, Actor actor) {
        List<Criterion> criteria = criteria(trade);
        return bids.stream()
                .map(bid -> {
                    Credits.Frozen frozen = credits.freeze(trade, organisation(bid), actor);
                    List<Mark> marks = criteria.stream()
                            .map(one -> new Mark(one.id(), one.title(), String.valueOf(one.full()), mark(frozen, one)))
                            .toList();
                    return new Seen(bid.id(), bid.name(), marks, frozen);
                })
                .toList();
    }

    /** The marks that a sheet still lacks. */
    List<Judgement> missing(String trade, List<EvaluatedBid> bids, List<Judgement> known) {
        List<Criterion> criteria = criteria(trade);
        if (criteria.isEmpty()) {
            return List.of();
        }
        Set<List<String>> cells =
                known.stream().map(one -> List.of(one.bid(), one.criterion())).collect(Collectors.toSet());
        List<Judgement> missing = new ArrayList<>();
        for (Seen seen : seen(trade, bids, Actor.SYSTEM)) {
            for (Mark mark : seen.marks()) {
                if (!cells.contains(List.of(seen.bid(), mark.criterion()))) {
                    missing.add(new Judgement(seen.bid(), mark.criterion(), mark.mark(), null, null));
                }
            }
        }
        return missing;
    }

    /** What is wrong with a mark that somebody typed; empty when it is the frozen one, or no mark for credit. */
    Optional<String> problem(String trade, List<EvaluatedBid> bids, Judgement judgement) {
        return criteria(trade).stream()
                .filter(criterion -> criterion.id().equals(judgement.criterion()))
                .findFirst()
                .flatMap(criterion -> bids.stream()
                        .filter(bid -> bid.id().equals(judgement.bid()))
                        .findFirst()
                        .map(bid -> mark(credits.freeze(trade, organisation(bid), Actor.SYSTEM), criterion))
                        .filter(mark -> new BigDecimal(mark).compareTo(new BigDecimal(judgement.value())) != 0)
                        .map(mark -> criterion.title() + "：信用分由固化的信用评分得出，应为 " + mark));
    }

    private static UUID organisation(EvaluatedBid bid) {
        return UUID.fromString(bid.organisation());
    }

    private static String mark(Credits.Frozen frozen, Criterion criterion) {
        BigDecimal value =
                new BigDecimal(frozen.content().path("score").path("value").asString());
        BigDecimal ceiling =
                new BigDecimal(frozen.content().path("score").path("ceiling").asString());
        return new BigDecimal(String.valueOf(criterion.full()))
                .multiply(value.max(BigDecimal.ZERO))
                .divide(ceiling, 2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
