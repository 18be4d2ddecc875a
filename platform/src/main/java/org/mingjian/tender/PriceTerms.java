package org.mingjian.tender;

import java.util.List;
import org.mingjian.kernel.FieldProblem;

/** Whether the price scoring that the documents name can be computed; the scoring engine answers it. */
public interface PriceTerms {

    /** Problems of {@code terms.price} and its parameters; empty when every price could be scored by it. */
    List<FieldProblem> problems(Terms terms);
}
