package org.mingjian.evaluation.scoring;

/** PF-1 低价优先: the lowest compared price is the base (财政部令第87号 §55). */
public record LowestPrice() implements PriceFormula {
    @Override
    public String code() {
        return "PF-1";
    }

    @Override
    public Base base(Offers offers) {
        return Base.of(offers.lowest(), "PF-1：基准价 = 最低评审价 = " + offers.lowest().shown(6));
    }
}
