package org.mingjian.evaluation.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mingjian.evaluation.scoring.DrawnMean;
import org.mingjian.evaluation.scoring.InvalidSheet;
import org.mingjian.evaluation.scoring.Offer;
import org.mingjian.evaluation.scoring.Offers;
import org.mingjian.evaluation.scoring.PriceFormula;
import org.mingjian.evaluation.scoring.PriceMethod;
import org.mingjian.evaluation.scoring.Sheets;
import org.mingjian.evaluation.scoring.ThreeParts;
import org.mingjian.tender.Terms;
import tools.jackson.databind.JsonNode;
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

    /**
     * Parameters that the terms leave to the draw at the opening, with their values in ascending order: written as
     * {@code {"draw":["0.95","0.96"]}} or {@code {"draw":{"from":"0.95","to":"0.98","step":"0.01"}}}.
     *
     * @throws InvalidSheet when such a set cannot be drawn from
     */
    public SortedMap<String, List<String>> open() {
        SortedMap<String, List<String>> open = new TreeMap<>();
        JsonNode parameters = MAPPER.valueToTree(price.parameters());
        parameters.properties().forEach(entry -> {
            if (entry.getValue().isObject()) {
                open.put(entry.getKey(), DrawnSet.read(entry.getKey(), entry.getValue()));
            }
        });
        return open;
    }

    /** True when something of the price scoring is drawn at the opening. */
    public boolean needsDraw() {
        return !open().isEmpty() || ordersBids();
    }

    /** True when the method draws among the bids (PF-6 its Bx, PF-7 its nine). */
    public boolean ordersBids() {
        PriceFormula formula = method(firsts()).formula();
        return formula instanceof ThreeParts parts && parts.bx() == null
                || formula instanceof DrawnMean mean && mean.drawn() == null;
    }

    private Map<String, String> firsts() {
        Map<String, String> firsts = new LinkedHashMap<>();
        open().forEach((name, values) -> firsts.put(name, values.getFirst()));
        return firsts;
    }

    /** The parameters, with the drawn ones in the place of their sets. */
    ObjectNode parameters(Map<String, ?> drawn) {
        ObjectNode parameters = MAPPER.valueToTree(price.parameters());
        drawn.forEach((name, value) -> parameters.set(name, MAPPER.valueToTree(value)));
        return parameters;
    }

    /** @throws InvalidSheet naming the parameter that is missing or wrong, whichever values will be drawn */
    public void check() {
        Map<String, String> chosen = firsts();
        method(chosen);
        open().forEach((name, values) -> values.forEach(value -> {
            Map<String, String> one = new LinkedHashMap<>(chosen);
            one.put(name, value);
            method(one);
        }));
    }

    private PriceMethod method(Map<String, ?> drawn) {
        ObjectNode sheet = MAPPER.createObjectNode();
        sheet.put("method", price.method())
                .put("full", price.full())
                .put("control", terms.ceilingPrice().toString());
        ObjectNode parameters = parameters(drawn);
        parameters.remove(OF_TOTAL);
        sheet.set("parameters", parameters);
        return Sheets.readMethod(sheet);
    }

    /** All that was drawn: the values, and where the method draws bids, the first of the order among its candidates. */
    public Map<String, Object> settle(CoefficientDraw draw, List<EvaluatedBid> valid) {
        Map<String, Object> settled = new LinkedHashMap<>(draw.values());
        PriceFormula formula = method(settled).formula();
        var offers = new Offers(valid.stream()
                .map(bid -> Offer.of(bid.id(), bid.price().amount()))
                .toList());
        if (formula instanceof ThreeParts parts && parts.bx() == null) {
            settled.put("bx", inOrder(draw, parts.candidates(offers)).getFirst());
        }
        if (formula instanceof DrawnMean mean && mean.drawn() == null) {
            List<String> candidates = inOrder(draw, mean.candidates(offers));
            if (candidates.size() > NINE) {
                settled.put("drawn", candidates.subList(0, NINE));
            }
        }
        return settled;
    }

    private static List<String> inOrder(CoefficientDraw draw, Offers candidates) {
        Set<String> ids = candidates.ascending().stream().map(Offer::id).collect(Collectors.toSet());
        return draw.bids().stream().filter(ids::contains).toList();
    }
}
