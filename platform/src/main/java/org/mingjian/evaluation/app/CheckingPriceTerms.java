package org.mingjian.evaluation.app;

import java.util.List;
import org.mingjian.evaluation.domain.PriceSettings;
import org.mingjian.evaluation.scoring.InvalidSheet;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.tender.PriceTerms;
import org.mingjian.tender.Terms;
import org.springframework.stereotype.Component;

/**
 * Reads the price scoring with the engine before the documents are published: what the method needs must be in them,
 * because nothing may be added afterwards (条例 §49).
 */
@Component
class CheckingPriceTerms implements PriceTerms {

    @Override
    public List<FieldProblem> problems(Terms terms) {
        Terms.PriceScoring price = terms.price();
        if (price == null) {
            return List.of();
        }
        try {
            PriceSettings settings = new PriceSettings(terms, price);
            settings.check();
            return List.of();
        } catch (InvalidSheet invalid) {
            return List.of(new FieldProblem(
                    "terms.price." + invalid.key(), "CANNOT_BE_SCORED", "价格分不能按此计算：" + invalid.getMessage()));
        }
    }
}
