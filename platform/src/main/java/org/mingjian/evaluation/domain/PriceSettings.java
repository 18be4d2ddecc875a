package org.mingjian.evaluation.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mingjian.evaluation.scoring.DrawnMean;
import org.mingjian.evaluation.scoring.Offer;
import org.mingjian.evaluation.scoring.Offers;
import org.mingjian.evaluation.scoring.PriceFormula;
import org.mingjian.evaluation.scoring.PriceMethod;
import org.mingjian.evaluation.scoring.Sheets;
import org.mingjian.evaluation.scoring.ThreeParts;
import org.mingjian.tender.Terms;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The price scoring of the terms as the engine reads it, with what had to be drawn at the opening. */
public final class PriceSettings {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    /** Keys that belong to the total and not to the price method. */
    private static final List<String> OF_TOTAL = List.of("roundParts", "experts");

    private static final int NINE = 9;

    private final Terms terms;
    private final Terms.PriceScoring price;

    public PriceSettings(Terms terms, Terms.PriceScoring price) {
        this.terms = terms;
        this.price = price;
    }

    /** The parameters, with the drawn ones added where the terms leave them open. */
    ObjectNode parameters(Map<String, Object> drawn) {
        ObjectNode parameters = MAPPER.valueToTree(price.parameters());
        drawn.forEach((name, value) -> {
            if (!parameters.has(name)) {
                parameters.set(name, MAPPER.valueToTree(value));
            }
        });
        return parameters;
    }

    /** @throws org.mingjian.evaluation.scoring.InvalidSheet naming the parameter that is missing or wrong */
    public PriceMethod method() {
        ObjectNode sheet = MAPPER.createObjectNode();
        sheet.put("method", price.method())
                .put("full", price.full())
                .put("control", terms.ceilingPrice().toString());
        ObjectNode parameters = parameters(Map.of());
        parameters.remove(OF_TOTAL);
        sheet.set("parameters", parameters);
        return Sheets.readMethod(sheet);
    }

    /**
     * What PF-6 and PF-7 wait for, drawn among the valid bids; empty for every other method and when nothing has to be
     * drawn.
     */
    public Map<String, Object> draw(List<EvaluatedBid> valid, byte[] seed, Set<String> given) {
        PriceFormula formula = method().formula();
        var offers = new Offers(valid.stream()
                .map(bid -> Offer.of(bid.id(), bid.price().amount()))
                .toList());
        if (formula instanceof ThreeParts parts && parts.bx() == null && !given.contains("bx")) {
            List<String> candidates = ids(parts.candidates(offers));
            return Map.of("bx", new FairDraw(seed, "bx").draw(candidates, 1).getFirst());
        }
        if (formula instanceof DrawnMean mean && mean.drawn() == null && !given.contains("drawn")) {
            List<String> candidates = ids(mean.candidates(offers));
            if (candidates.size() > NINE) {
                return Map.of("drawn", new FairDraw(seed, "drawn").draw(candidates, NINE));
            }
        }
        return Map.of();
    }

    private static List<String> ids(Offers offers) {
        return offers.ascending().stream()
                .map(Offer::id)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
