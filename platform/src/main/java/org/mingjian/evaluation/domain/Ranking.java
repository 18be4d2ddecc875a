package org.mingjian.evaluation.domain;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.mingjian.evaluation.scoring.Scores;
import org.mingjian.evaluation.scoring.ScoringSheet;
import org.mingjian.evaluation.scoring.Sheets;
import org.mingjian.kernel.Money;
import org.mingjian.tender.Terms;
import org.mingjian.tender.Terms.Criterion;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the terms, the valid bids and the members' marks into a scoring sheet in the public format, and scores it. The
 * sheet becomes part of the report, so that {@code ./mingjian score} repeats the ranking.
 */
public final class Ranking {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String LOWEST = "EM-1";

    private final Terms terms;
    private final List<EvaluatedBid> valid;
    private final List<SeatSheet> sheets;

    public Ranking(Terms terms, List<EvaluatedBid> valid, List<SeatSheet> sheets) {
        this.terms = terms;
        this.valid = valid;
        this.sheets = sheets;
    }

    /** A sheet with its answer. */
    public record Scored(ObjectNode sheet, Scores scores) {
        /** Bids by rank; bids that share a rank in the order of price and id. */
        public List<Scores.Scored> inOrder(Map<String, EvaluatedBid> bids) {
            return scores.bids().stream()
                    .sorted(Comparator.comparingInt(Scores.Scored::rank)
                            .thenComparing(bid -> price(bids, bid.id()))
                            .thenComparing(Scores.Scored::id))
                    .toList();
        }

        private static Money price(Map<String, EvaluatedBid> bids, String id) {
            EvaluatedBid bid = bids.get(id);
            if (bid == null) {
                throw new IllegalStateException("scored a bid that was not given: " + id);
            }
            return bid.price();
        }
    }

    /**
     * @param drawn what was drawn at the opening and the terms leave open: {@code k}, {@code bx}, {@code drawn} …
     * @throws org.mingjian.evaluation.scoring.InvalidSheet when the terms lack a parameter
     */
    public Scored score(Map<String, Object> drawn) {
        ObjectNode sheet = terms.method().equals(LOWEST) ? lowest() : comprehensive(drawn);
        ScoringSheet read = Sheets.read(sheet);
        return new Scored(sheet, read.score());
    }

    private ObjectNode lowest() {
        ObjectNode sheet = MAPPER.createObjectNode();
        sheet.put("method", LOWEST).put("control", terms.ceilingPrice().toString());
        ArrayNode bids = sheet.putArray("bids");
        for (EvaluatedBid bid : valid) {
            bids.addObject().put("id", bid.id()).put("price", bid.price().toString());
        }
        return sheet;
    }

    private ObjectNode comprehensive(Map<String, Object> drawn) {
        Terms.PriceScoring price = terms.price();
        if (price == null) {
            throw new IllegalStateException("terms of " + terms.method() + " without price scoring");
        }
        List<Criterion> marked = terms.criteria().stream()
                .filter(criterion -> !MarkRules.isCheck(criterion))
                .toList();
        ObjectNode sheet = MAPPER.createObjectNode();
        sheet.put("method", "EM-2")
                .put("full", full(price, marked))
                .put("control", terms.ceilingPrice().toString());
        ArrayNode parts = sheet.putArray("parts");
        for (Criterion criterion : marked) {
            parts.addObject()
                    .put("name", criterion.id())
                    .put("full", String.valueOf(criterion.full()))
                    .put("weight", "1");
        }
        ObjectNode parameters = new PriceSettings(terms, price).parameters(drawn);
        ObjectNode outer = sheet.putObject("parameters");
        for (String shared : List.of("scoreScale", "ties")) {
            if (parameters.has(shared)) {
                outer.set(shared, parameters.remove(shared));
            }
        }
        // Where the documents say nothing, the panel's marks are averaged and only the total is rounded; the report
        // says so.
        outer.put("roundParts", parameters.path("roundParts").asBoolean(false));
        outer.put("experts", parameters.path("experts").asString("mean"));
        parameters.remove(List.of("roundParts", "experts"));
        ObjectNode priced = sheet.putObject("price");
        priced.put("method", price.method()).put("full", price.full()).put("weight", "1");
        priced.set("parameters", parameters);
        bids(sheet.putArray("bids"), marked);
        return sheet;
    }

    private static String full(Terms.PriceScoring price, List<Criterion> marked) {
        return marked.stream()
                .map(criterion -> new BigDecimal(String.valueOf(criterion.full())))
                .reduce(new BigDecimal(price.full()), BigDecimal::add)
                .toPlainString();
    }

    private void bids(ArrayNode bids, List<Criterion> marked) {
        for (EvaluatedBid bid : valid) {
            ObjectNode entry = bids.addObject();
            entry.put("id", bid.id()).put("price", bid.price().toString());
            if (marked.isEmpty()) {
                continue;
            }
            ObjectNode marks = entry.putObject("marks");
            for (Criterion criterion : marked) {
                ArrayNode each = marks.putArray(criterion.id());
                sheets.forEach(
                        seat -> each.add(seat.get(bid.id(), criterion.id()).value()));
            }
        }
    }
}
