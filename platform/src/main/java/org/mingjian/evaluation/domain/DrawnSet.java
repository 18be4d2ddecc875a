package org.mingjian.evaluation.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mingjian.evaluation.scoring.InvalidSheet;
import tools.jackson.databind.JsonNode;

/** The values of a parameter that is drawn at the opening (rules §2.2: 抽取前公布候选集). */
final class DrawnSet {

    /** Coefficients; what counts bids or bounds marks is never drawn. */
    private static final Set<String> DRAWABLE = Set.of("k", "k1", "k2", "q1", "delta", "alpha", "w", "mu");

    private static final int MOST = 1000;
    private static final String DECIMAL = "-?\\d{1,9}(\\.\\d{1,9})?";

    private DrawnSet() {}

    /** Different values in ascending order, at least two. */
    static List<String> read(String name, JsonNode given) {
        JsonNode draw = given.path("draw");
        if (!DRAWABLE.contains(name) || given.size() != 1 || !(draw.isArray() || draw.isObject())) {
            throw new InvalidSheet(name, name + " 不能由开标现场抽取，或写法不是 {\"draw\":[…]}");
        }
        var values = new TreeSet<BigDecimal>();
        if (draw.isArray()) {
            draw.forEach(value -> values.add(decimal(name, value)));
        } else {
            BigDecimal step = decimal(name, draw.path("step"));
            BigDecimal to = decimal(name, draw.path("to"));
            if (step.signum() <= 0) {
                throw new InvalidSheet(name, name + " 的步长应大于零");
            }
            for (BigDecimal value = decimal(name, draw.path("from"));
                    value.compareTo(to) <= 0 && values.size() <= MOST;
                    value = value.add(step)) {
                values.add(value);
            }
        }
        if (values.size() < 2 || values.size() > MOST) {
            throw new InvalidSheet(name, name + " 的候选值应为 2 至 " + MOST + " 个");
        }
        return values.stream().map(BigDecimal::toPlainString).toList();
    }

    private static BigDecimal decimal(String name, JsonNode value) {
        String text = value.isNumber() ? value.asString() : value.asString("");
        if (!text.matches(DECIMAL)) {
            throw new InvalidSheet(name, name + " 的候选值应为小数");
        }
        return new BigDecimal(text);
    }
}
