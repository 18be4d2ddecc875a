package org.mingjian.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.opentest4j.TestAbortedException;

class ScoringPropertiesTest {

    private static final Ratio CONTROL = Ratio.of("1200");

    @Property(tries = 300)
    void orderOfEntryChangesNothing(@ForAll("sheets") PriceSheet sheet, @ForAll Random random) {
        Scores once = scored(sheet);
        var shuffled = new ArrayList<>(sheet.entered());
        java.util.Collections.shuffle(shuffled, random);

        Scores again = new PriceSheet(sheet.method(), sheet.ties(), shuffled, List.of()).score();

        assertThat(byId(again)).isEqualTo(byId(once));
        assertThat(again.base()).isEqualTo(once.base());
        assertThat(again.explain()).isEqualTo(once.explain());
    }

    @Property(tries = 300)
    void equalPricesGetEqualMarksAndRanks(@ForAll("sheets") PriceSheet sheet) {
        Scores scores = scored(sheet);

        for (int i = 0; i < scores.bids().size(); i++) {
            for (int j = 0; j < i; j++) {
                if (price(sheet, i).compareTo(price(sheet, j)) == 0) {
                    Scores.Scored one = scores.bids().get(i);
                    Scores.Scored other = scores.bids().get(j);
                    assertThat(one.score()).isEqualTo(other.score());
                    assertThat(one.rank()).isEqualTo(other.rank());
                    assertThat(one.deviation()).isEqualTo(other.deviation());
                }
            }
        }
    }

    @Property(tries = 300)
    void ranksFollowMarksAndCountWhoIsAhead(@ForAll("sheets") PriceSheet sheet) {
        Scores scores = scored(sheet);
        List<Scores.Scored> sorted = scores.bids().stream()
                .sorted(Comparator.comparingInt(Scores.Scored::rank))
                .toList();

        for (int i = 1; i < sorted.size(); i++) {
            assertThat(sorted.get(i - 1).score())
                    .isGreaterThanOrEqualTo(sorted.get(i).score());
        }
        for (Scores.Scored one : scores.bids()) {
            long ahead = scores.bids().stream()
                    .filter(other -> other.rank() < one.rank())
                    .count();
            assertThat(one.rank()).isEqualTo((int) ahead + 1);
        }
    }

    @Property(tries = 300)
    void marksStayBetweenFloorAndFull(@ForAll("sheets") PriceSheet sheet) {
        Scores scores = scored(sheet);

        assertThat(scores.bids())
                .allSatisfy(bid -> assertThat(bid.score()).isBetween(BigDecimal.ZERO, new BigDecimal("60.00")));
    }

    /** The published unit does not matter: the same prices in 元 and in 万元 give the same marks. */
    @Property(tries = 200)
    void marksDoNotDependOnTheUnitOfMoney(@ForAll("prices") List<BigDecimal> prices) {
        PriceMethod method = method(new TrimmedMean(5, 1, 1, Ratio.of("0.97")));
        List<BigDecimal> tenThousands =
                prices.stream().map(p -> p.movePointRight(4)).toList();

        Scores small = new PriceSheet(method, Ties.LOWER_PRICE, offers(prices), List.of()).score();
        Scores large = new PriceSheet(method, Ties.LOWER_PRICE, offers(tenThousands), List.of()).score();

        assertThat(byId(large)).isEqualTo(byId(small));
    }

    /** An independent computation in 200 digits lands on the same marks, ties of rounding included. */
    @Property(tries = 300)
    void exactFractionsAgreeWithTwoHundredDigits(@ForAll("prices") List<BigDecimal> prices) {
        var wide = new MathContext(200);
        BigDecimal sum = prices.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal base = sum.divide(BigDecimal.valueOf(prices.size()), wide).multiply(new BigDecimal("0.96"), wide);

        Scores scores = new PriceSheet(
                        method(new DiscountedMean(Ratio.of("0.04"))), Ties.SHARED, offers(prices), List.of())
                .score();

        for (int i = 0; i < prices.size(); i++) {
            BigDecimal percent = prices.get(i)
                    .subtract(base)
                    .multiply(BigDecimal.valueOf(100))
                    .divide(base, wide);
            BigDecimal each = new BigDecimal(percent.signum() > 0 ? "0.6" : "0.3");
            BigDecimal mark = new BigDecimal("60")
                    .subtract(percent.abs().multiply(each))
                    .max(BigDecimal.ZERO)
                    // 150 digits first: a mark that is exactly half way must not be missed by the cut at 200 digits.
                    .setScale(150, RoundingMode.HALF_UP)
                    .setScale(2, RoundingMode.HALF_UP);
            assertThat(scores.bids().get(i).score()).isEqualByComparingTo(mark);
        }
    }

    @Property(tries = 300)
    void iterativeExclusionKeepsTwoOrAllWithinTheBand(@ForAll("prices") List<BigDecimal> prices) {
        Ratio mean = new IterativeExclusion(Ratio.ONE)
                .base(new Offers(offers(prices)))
                .price();
        Ratio naive = naiveIteration(prices);

        assertThat(mean).isEqualTo(naive);
    }

    /** PF-9 as the rule says it, looking at every offer in each round. */
    private static Ratio naiveIteration(List<BigDecimal> prices) {
        var left = new ArrayList<>(prices.stream().map(Ratio::of).toList());
        while (true) {
            Ratio sum = Ratio.ZERO;
            for (Ratio price : left) {
                sum = sum.plus(price);
            }
            Ratio mean = sum.over(Ratio.of(left.size()));
            Ratio farthest = left.stream()
                    .max(Comparator.<Ratio, Ratio>comparing(p -> p.minus(mean).abs())
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
            boolean within = farthest.minus(mean).abs().compareTo(mean.times(Ratio.of("0.3"))) <= 0;
            if (within || left.size() <= 2) {
                return mean;
            }
            left.remove(farthest);
        }
    }

    @Provide
    Arbitrary<List<BigDecimal>> prices() {
        Arbitrary<BigDecimal> spread = Arbitraries.bigDecimals()
                .between(new BigDecimal("600"), new BigDecimal("2000"))
                .ofScale(2);
        Arbitrary<BigDecimal> few =
                Arbitraries.of("900", "950", "1000", "1000.01").map(BigDecimal::new);
        return Arbitraries.oneOf(spread, few).list().ofMinSize(3).ofMaxSize(30);
    }

    @Provide
    Arbitrary<PriceSheet> sheets() {
        Arbitrary<PriceFormula> formulas = Arbitraries.of(
                new LowestPrice(),
                new DiscountedMean(Ratio.of("0.03")),
                new TrimmedMean(5, 1, 1, Ratio.of("0.97")),
                new CeilingBlend(Ratio.of("0.7"), CONTROL),
                new TwoFactors(Ratio.of("0.75"), Ratio.of("0.97"), Ratio.of("0.93"), CONTROL),
                new ThreeParts(Ratio.of("0.12"), Ratio.of("0.97"), CONTROL, null),
                new DrawnMean(Ratio.of("0.3"), CONTROL, null, null),
                new BudgetMidpoint(CONTROL),
                new IterativeExclusion(Ratio.of("0.9")),
                new BandExclusion());
        Arbitrary<Ties> ties = Arbitraries.of(Ties.values());
        return net.jqwik.api.Combinators.combine(formulas, ties, prices()).as((formula, tie, prices) -> {
            List<Offer> offers = offers(prices);
            return new PriceSheet(method(drawn(formula, offers)), tie, offers, List.of());
        });
    }

    /** Makes the draw that PF-6 and PF-7 wait for. */
    private static PriceFormula drawn(PriceFormula formula, List<Offer> offers) {
        var all = new Offers(offers);
        if (formula instanceof ThreeParts parts) {
            String bx = parts.candidates(all).ascending().getLast().id();
            return new ThreeParts(parts.delta(), parts.k(), parts.control(), bx);
        }
        if (formula instanceof DrawnMean mean && offers.size() > 9) {
            List<String> ids =
                    all.ascending().stream().skip(1).limit(9).map(Offer::id).toList();
            return new DrawnMean(mean.w(), mean.control(), ids, null);
        }
        return formula;
    }

    private static PriceMethod method(PriceFormula formula) {
        ScoreCurve curve = formula instanceof LowestPrice
                ? new ScoreCurve.Proportional()
                : new ScoreCurve.Linear(
                        Ratio.of("0.6"), Ratio.of("0.3"), Ratio.ZERO, null, ScoreCurve.PercentStep.CONTINUOUS);
        return new PriceMethod(formula, curve, Ratio.of(60), new Rounding(2, null, null));
    }

    /** Skips prices that leave PF-10 or PF-6 without a value. */
    private static Scores scored(PriceSheet sheet) {
        try {
            return sheet.score();
        } catch (InvalidSheet noValue) {
            throw new TestAbortedException(noValue.getMessage());
        }
    }

    private static List<Offer> offers(List<BigDecimal> prices) {
        var offers = new ArrayList<Offer>();
        for (BigDecimal price : prices) {
            // Ids that are no prices, so that a drawn id is never ambiguous.
            offers.add(Offer.of("bid-" + offers.size(), price));
        }
        return offers;
    }

    private static BigDecimal price(PriceSheet sheet, int i) {
        return sheet.entered().get(i).price();
    }

    private static Map<String, Scores.Scored> byId(Scores scores) {
        Map<String, Scores.Scored> byId = new HashMap<>();
        scores.bids().forEach(bid -> byId.put(bid.id(), bid));
        return byId;
    }
}
