package org.mingjian.evaluation.domain;

import java.util.List;
import java.util.Map;

/**
 * What was drawn at the opening (开标现场抽取).
 *
 * @param draw its id, empty when nothing had to be drawn
 * @param values by the name of the parameter, decimal strings
 * @param bids all opened bids in the order drawn, where the method draws bids
 */
public record CoefficientDraw(String draw, Map<String, String> values, List<String> bids) {

    /** Of terms that leave nothing open. */
    public static final CoefficientDraw NONE = new CoefficientDraw("", Map.of(), List.of());
}
