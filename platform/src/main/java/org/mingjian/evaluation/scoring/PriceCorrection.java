package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * 报价修正, government procurement, in the order of 财政部令第87号 §59: ① the bid sheet (开标一览表) over the rest of the bid;
 * ② words over figures; ③ a unit price with an obviously shifted decimal point is mended from the sheet's total; ④ the
 * sum of unit prices over a total that differs. The corrected price binds only when the bidder confirms it.
 */
public record PriceCorrection(BigDecimal corrected, List<String> applied) {

    /** One priced line: unit price × quantity. */
    public record Line(BigDecimal unitPrice, BigDecimal quantity) {
        BigDecimal amount() {
            return unitPrice.multiply(quantity);
        }
    }

    /**
     * What the bid says.
     *
     * @param sheetTotal total on the bid sheet, in figures
     * @param sheetWords the same in words, empty when the sheet has none
     * @param documentTotal total in the body of the bid
     * @param lines priced lines, empty when there are none
     */
    public record Stated(
            BigDecimal sheetTotal, Optional<BigDecimal> sheetWords, BigDecimal documentTotal, List<Line> lines) {}

    /** True when the bidder must confirm; a bidder who does not has an invalid bid. */
    public boolean needsConfirmation() {
        return !applied.isEmpty();
    }

    public static PriceCorrection of(Stated stated) {
        var applied = new ArrayList<String>();
        BigDecimal total = stated.sheetTotal();
        boolean settled = false;
        if (total.compareTo(stated.documentTotal()) != 0) {
            applied.add("①");
            settled = true;
        }
        if (stated.sheetWords().isPresent() && stated.sheetWords().get().compareTo(total) != 0) {
            total = stated.sheetWords().get();
            applied.add("②");
        }
        // The sheet already decided a total that the body of the bid contradicts: its lines no longer overrule it.
        if (settled || stated.lines().isEmpty()) {
            return new PriceCorrection(total, List.copyOf(applied));
        }
        BigDecimal sum = stated.lines().stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(total) != 0) {
            if (oneShiftExplains(stated.lines(), sum, total)) {
                applied.add("③");
            } else {
                applied.add("④");
                total = sum;
            }
        }
        return new PriceCorrection(total, List.copyOf(applied));
    }

    /** True when moving the point of exactly one unit price by up to three places, or by percent, gives the total. */
    private static boolean oneShiftExplains(List<Line> lines, BigDecimal sum, BigDecimal total) {
        for (Line line : lines) {
            BigDecimal rest = sum.subtract(line.amount());
            for (int places = -3; places <= 3; places++) {
                if (places != 0
                        && rest.add(line.amount().movePointRight(places)).compareTo(total) == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
