package org.mingjian.evaluation;

import java.util.List;
import java.util.Map;
import org.mingjian.evaluation.scoring.InvalidSheet;
import org.mingjian.evaluation.scoring.Sheets;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.tender.PriceTerms;
import org.mingjian.tender.Terms;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the price scoring of tender documents with the engine that will score by it, before there are bids. */
@Component
class PricingTerms implements PriceTerms {

    private final JsonMapper json;

    PricingTerms(JsonMapper json) {
        this.json = json;
    }

    @Override
    public List<FieldProblem> problems(Terms terms) {
        Terms.PriceScoring price = terms.price();
        if (price == null) {
            return List.of();
        }
        Map<String, Object> sheet = Map.of(
                "method", price.method(),
                "full", price.full(),
                "control", terms.ceilingPrice().toString(),
                "parameters", price.parameters());
        try {
            Sheets.readMethod(json.valueToTree(sheet));
            return List.of();
        } catch (InvalidSheet e) {
            return List.of(
                    new FieldProblem("terms.price." + e.key(), "CANNOT_BE_SCORED", "价格分不能按此计算：" + e.getMessage()));
        }
    }
}
