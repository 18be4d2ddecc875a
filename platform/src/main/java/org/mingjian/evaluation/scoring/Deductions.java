package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From 投标报价 to 评审价: provisional sums (暂列金、暂估价) taken out when the documents say so, then the deductions that
 * policy grants to small businesses (财库〔2020〕46号) and domestic products (国办发〔2025〕34号). The contract price stays the
 * price that was offered.
 */
record Deductions(
        Optional<Ratio> provisional, Optional<Ratio> small, Optional<Ratio> domestic, Optional<Boolean> adds) {

    static Deductions read(Keys sheet, Keys given) {
        Optional<Ratio> provisional = Optional.empty();
        if (sheet.has("provisional")) {
            Ratio amount = sheet.positive("provisional");
            boolean excluded = given.choice("provisionalSums", Map.of("exclude", true, "include", false));
            provisional = excluded ? Optional.of(amount) : Optional.empty();
        }
        return new Deductions(
                provisional,
                given.optional("smallDeduction", key -> given.ratio(key, "0", "0.999999")),
                given.optional("domesticDeduction", key -> given.ratio(key, "0", "0.999999")),
                given.optional("deductionStacking", key -> given.choice(key, Map.of("sum", true, "larger", false))));
    }

    Ratio withoutProvisional(Ratio amount) {
        return provisional.map(amount::minus).orElse(amount);
    }

    /** Reads {@code small} and {@code domestic} of a bid. */
    Ratio compared(Keys bid, BigDecimal price) {
        Ratio amount = withoutProvisional(Ratio.of(price));
        if (amount.sign() <= 0) {
            throw new InvalidSheet(bid.path("price"), "not above the provisional sums");
        }
        Optional<Ratio> first = granted(bid, "small", small, "smallDeduction");
        Optional<Ratio> second = granted(bid, "domestic", domestic, "domesticDeduction");
        Ratio share = first.or(() -> second).orElse(Ratio.ZERO);
        if (first.isPresent() && second.isPresent()) {
            boolean sum = adds.orElseThrow(() -> new InvalidSheet(
                    "parameters.deductionStacking",
                    "missing; a bid is both small and domestic: \"sum\" or \"larger\""));
            share = sum ? first.get().plus(second.get()) : first.get().atLeast(second.get());
        }
        if (share.compareTo(Ratio.ONE) >= 0) {
            throw new InvalidSheet("parameters.deductionStacking", "the deductions take the whole price");
        }
        return amount.times(Ratio.ONE.minus(share));
    }

    private static Optional<Ratio> granted(Keys bid, String flag, Optional<Ratio> share, String parameter) {
        if (!bid.has(flag) || !bid.flag(flag)) {
            return Optional.empty();
        }
        return Optional.of(share.orElseThrow(
                () -> new InvalidSheet("parameters." + parameter, "missing; " + bid.path(flag) + " needs it")));
    }

    List<String> notes() {
        var notes = new ArrayList<String>();
        provisional.ifPresent(amount -> notes.add("评审价不含暂列金、暂估价 " + amount.shown(6) + "（报价、控制价均扣除）"));
        small.ifPresent(share -> notes.add("小微企业评审价 = 报价 × (1 − " + share.shown(6) + ")"));
        domestic.ifPresent(share -> notes.add("本国产品评审价 = 报价 × (1 − " + share.shown(6) + ")"));
        adds.ifPresent(sum -> notes.add(sum ? "两项扣除相加后一次扣除" : "两项扣除取大者"));
        return notes;
    }
}
