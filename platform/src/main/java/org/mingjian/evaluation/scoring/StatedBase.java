package org.mingjian.evaluation.scoring;

/** PF-0: the base price is given, as when a sheet repeats the marks of one bid against a published base. */
public record StatedBase(Ratio price) implements PriceFormula {
    @Override
    public String code() {
        return "PF-0";
    }

    @Override
    public Base base(Offers offers) {
        return Base.of(price, "PF-0：基准价由评分表给定");
    }
}
