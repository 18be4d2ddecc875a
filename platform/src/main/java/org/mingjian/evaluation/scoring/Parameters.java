package org.mingjian.evaluation.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the parameters of a price method. What a method needs and the sheet lacks is an error that names it; what the
 * method does not use is told in {@code explain}, and a name nobody knows is an error.
 */
final class Parameters {

    private static final Set<String> KNOWN = Set.of(
            "k",
            "alpha",
            "q1",
            "k1",
            "k2",
            "delta",
            "bx",
            "w",
            "mu",
            "budget",
            "trimFrom",
            "trimHigh",
            "trimLow",
            "deductAbove",
            "deductBelow",
            "floor",
            "flat",
            "scoreScale",
            "base",
            "drawn",
            "range",
            "percentStep",
            "stepsAbove",
            "stepsBelow",
            "interpolate",
            "lambda",
            "baseScale",
            "deviationScale",
            "ties",
            "provisionalSums",
            "smallDeduction",
            "domesticDeduction",
            "deductionStacking");

    private final Keys keys;
    private final @Nullable Ratio control;
    private final String controlPath;

    /** @param control 控制价, null when the sheet has none */
    Parameters(Keys keys, @Nullable Ratio control, String controlPath) {
        this.keys = keys;
        this.control = control;
        this.controlPath = controlPath;
    }

    PriceFormula formula(String method, String methodPath) {
        return switch (method) {
            case "PF-0" -> new StatedBase(keys.positive("base"));
            case "PF-1" -> new LowestPrice();
            case "PF-2" -> new DiscountedMean(keys.ratio("k", "0", "0.999999"));
            case "PF-3" ->
                new TrimmedMean(
                        keys.whole("trimFrom", 1, 1_000_000),
                        keys.whole("trimHigh", 0, 1_000_000),
                        keys.whole("trimLow", 0, 1_000_000),
                        factor("k"));
            case "PF-4" -> new CeilingBlend(keys.ratio("alpha", "0", "1"), neededControl());
            case "PF-5" -> new TwoFactors(keys.ratio("q1", "0", "1"), factor("k1"), factor("k2"), neededControl());
            case "PF-6" ->
                new ThreeParts(
                        keys.ratio("delta", "0", "0.999999"),
                        factor("k"),
                        neededControl(),
                        keys.optional("bx", this::drawnText).orElse(null));
            case "PF-7" -> drawnMean();
            case "PF-8" -> new BudgetMidpoint(keys.positive("budget"));
            case "PF-9" -> new IterativeExclusion(factor("mu"));
            case "PF-10" -> new BandExclusion();
            default -> throw new InvalidSheet(methodPath, "must be PF-0 … PF-10, here " + method);
        };
    }

    ScoreCurve curve(PriceFormula formula) {
        return switch (formula) {
            case LowestPrice lowest -> new ScoreCurve.Proportional();
            case BudgetMidpoint midpoint ->
                new ScoreCurve.Distance(keys.optional("floor", this::floor).orElse(null));
            case DiscountedMean f -> chosenCurve();
            case TrimmedMean f -> chosenCurve();
            case CeilingBlend f -> chosenCurve();
            case TwoFactors f -> chosenCurve();
            case ThreeParts f -> chosenCurve();
            case DrawnMean f -> chosenCurve();
            case IterativeExclusion f -> chosenCurve();
            case BandExclusion f -> chosenCurve();
            case StatedBase f -> chosenCurve();
        };
    }

    Rounding rounding(Keys from) {
        return new Rounding(
                from.whole("scoreScale", 0, 6),
                keys.optional("baseScale", key -> keys.whole(key, 0, 12)).orElse(null),
                keys.optional("deviationScale", key -> keys.whole(key, 0, 12)).orElse(null));
    }

    static Ties ties(Keys keys) {
        return keys.optional(
                        "ties", key -> keys.choice(key, Map.of("lowerPrice", Ties.LOWER_PRICE, "shared", Ties.SHARED)))
                .orElse(Ties.LOWER_PRICE);
    }

    List<String> notes() {
        return keys.unused(KNOWN).stream()
                .sorted()
                .map(key -> "参数 " + key + " 本方法不用，未参与计算")
                .toList();
    }

    private ScoreCurve chosenCurve() {
        boolean steps = keys.has("stepsAbove") || keys.has("stepsBelow");
        boolean interpolates = keys.has("interpolate");
        boolean lambda = keys.has("lambda");
        boolean linear = keys.has("deductAbove") || keys.has("deductBelow");
        int chosen = (steps ? 1 : 0) + (interpolates ? 1 : 0) + (lambda ? 1 : 0) + (linear ? 1 : 0);
        if (chosen > 1) {
            throw new InvalidSheet(
                    keys.path("deductAbove"),
                    "only one way to deduct may be given: deductAbove/deductBelow, stepsAbove/stepsBelow,"
                            + " interpolate or lambda");
        }
        if (interpolates) {
            List<Ratio> ends = keys.pair("interpolate");
            if (ends.getFirst().equals(ends.getLast())) {
                throw new InvalidSheet(keys.path("interpolate"), "the two prices must differ");
            }
            return new ScoreCurve.Interpolation(ends.getFirst(), ends.getLast());
        }
        if (lambda) {
            return new ScoreCurve.Lambda(keys.ratio("lambda", "0", "1000000"), floor("floor"));
        }
        if (steps) {
            return new ScoreCurve.Steps(bands("stepsAbove"), bands("stepsBelow"), floor("floor"), flat());
        }
        return new ScoreCurve.Linear(
                keys.ratio("deductAbove", "0", "1000000"),
                keys.ratio("deductBelow", "0", "1000000"),
                floor("floor"),
                flat(),
                keys.optional("percentStep", this::percentStep).orElse(ScoreCurve.PercentStep.CONTINUOUS));
    }

    private ScoreCurve.PercentStep percentStep(String key) {
        return keys.choice(
                key,
                Map.of(
                        "continuous", ScoreCurve.PercentStep.CONTINUOUS,
                        "whole", ScoreCurve.PercentStep.WHOLE,
                        "started", ScoreCurve.PercentStep.STARTED));
    }

    /** {@code [["3","0"],["5","0.5"],["8","1"],[null,"2"]]}: end of the band in percent, marks per percent. */
    private List<ScoreCurve.Steps.Band> bands(String key) {
        List<JsonNode> nodes = keys.array(key);
        var bands = new ArrayList<ScoreCurve.Steps.Band>();
        Ratio last = Ratio.ZERO;
        for (int i = 0; i < nodes.size(); i++) {
            String path = keys.path(key) + "[" + i + "]";
            JsonNode node = nodes.get(i);
            if (!node.isArray() || node.size() != 2) {
                throw new InvalidSheet(path, "must be [end of band in percent or null, marks per percent]");
            }
            boolean open = node.get(0).isNull();
            if (open != (i == nodes.size() - 1)) {
                throw new InvalidSheet(path, "the last band, and only the last, ends with null");
            }
            Ratio upTo = open ? null : Ratio.of(Keys.decimal(path + "[0]", node.get(0)));
            Ratio perPercent = Ratio.of(Keys.decimal(path + "[1]", node.get(1)));
            if (perPercent.sign() < 0 || (upTo != null && upTo.compareTo(last) <= 0)) {
                throw new InvalidSheet(path, "bands must rise and cost 0 or more");
            }
            last = upTo == null ? last : upTo;
            bands.add(new ScoreCurve.Steps.Band(upTo, perPercent));
        }
        if (bands.isEmpty()) {
            throw new InvalidSheet(keys.path(key), "needs at least one band");
        }
        return List.copyOf(bands);
    }

    private ScoreCurve.@Nullable Flat flat() {
        Optional<List<Ratio>> flat = keys.optional("flat", keys::pair);
        return flat.map(ends -> new ScoreCurve.Flat(ends.getFirst(), ends.getLast()))
                .orElse(null);
    }

    private Ratio floor(String key) {
        return keys.ratio(key, "0", "1000000");
    }

    private Ratio factor(String key) {
        Ratio factor = keys.positive(key);
        if (factor.compareTo(Ratio.of(2)) > 0) {
            throw new InvalidSheet(keys.path(key), "must be a factor above 0 and at most 2, as \"0.97\" for 97 %");
        }
        return factor;
    }

    private DrawnMean drawnMean() {
        Ratio w = keys.ratio("w", "0", "1");
        return new DrawnMean(
                w,
                w.sign() > 0 ? neededControl() : null,
                keys.optional("drawn", this::ids).orElse(null),
                keys.optional("range", keys::pair).orElse(null));
    }

    private List<String> ids(String key) {
        var ids = new ArrayList<String>();
        for (JsonNode node : keys.array(key)) {
            if (!node.isString()) {
                throw new InvalidSheet(keys.path(key), "must be a list of bid ids");
            }
            ids.add(node.stringValue());
        }
        return List.copyOf(ids);
    }

    /** The id or the price of the bid that was drawn; a price may be written as a whole JSON number. */
    private String drawnText(String key) {
        JsonNode node = keys.required(key);
        return node.isString() ? node.stringValue() : keys.decimal(key).toPlainString();
    }

    private Ratio neededControl() {
        if (control == null) {
            throw new InvalidSheet(controlPath, "missing; this method needs the ceiling price");
        }
        return control;
    }
}
