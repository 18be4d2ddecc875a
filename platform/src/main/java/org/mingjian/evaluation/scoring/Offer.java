package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;

/**
 * A valid bid as the price formulas see it.
 *
 * @param id unique in the sheet
 * @param price 投标报价 as read out, in the unit of the sheet; abnormally low prices are judged by it
 * @param compared 评审价: after the deductions that policy grants and without provisional sums when the documents say
 *     so; base price, deviation and marks use it
 */
public record Offer(String id, BigDecimal price, Ratio compared) {
    public static Offer of(String id, BigDecimal price) {
        return new Offer(id, price, Ratio.of(price));
    }
}
