package org.mingjian.verifier;

import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/** 价格得分: from the compared price, the base price and the deviation δ in percent to exact marks. */
interface MarkCurve {

    Fraction marks(Fraction price, Fraction base, Fraction percent) throws Unreadable;

    /** The curve that a method and its parameters name; exactly one may be given. */
    static MarkCurve read(String method, SheetKeys keys, Fraction full) throws Unreadable {
        if (method.equals("PF-1")) {
            return (price, base, percent) -> full.times(base).over(price);
        }
        if (method.equals("PF-8")) {
            return distance(keys, full);
        }
        long given = Stream.of(
                        keys.has("stepsAbove") | keys.has("stepsBelow"),
                        keys.has("interpolate"),
                        keys.has("lambda"),
                        keys.has("deductAbove") | keys.has("deductBelow"))
                .filter(yes -> yes)
                .count();
        if (given > 1) {
            throw keys.wrong("deductAbove", "only one way to deduct may be given");
        }
        if (keys.has("interpolate")) {
            return interpolation(keys, full);
        }
        if (keys.has("lambda")) {
            Fraction share = keys.decimal("lambda", "0", "1000000").over(Fraction.HUNDRED);
            Fraction floor = floor(keys);
            return (price, base, percent) -> full.times(Fraction.ONE.minus(share.times(percent)))
                    .atMost(full)
                    .atLeast(floor);
        }
        return keys.has("stepsAbove") || keys.has("stepsBelow") ? steps(keys, full) : linear(keys, full);
    }

    private static Fraction floor(SheetKeys keys) throws Unreadable {
        return keys.decimal("floor", "0", "1000000");
    }

    private static MarkCurve distance(SheetKeys keys, Fraction full) throws Unreadable {
        boolean floored = keys.has("floor");
        Fraction floor = floored ? floor(keys) : Fraction.ZERO;
        return (price, base, percent) -> {
            Fraction marks =
                    full.times(Fraction.ONE.minus(price.minus(base).abs().over(base)));
            if (!floored && marks.sign() < 0) {
                throw keys.wrong("floor", "missing; a price is above twice the base");
            }
            return floored ? marks.atLeast(floor) : marks;
        };
    }

    private static MarkCurve interpolation(SheetKeys keys, Fraction full) throws Unreadable {
        List<Fraction> ends = keys.pair("interpolate");
        Fraction from = ends.get(0);
        Fraction to = ends.get(1);
        if (from.compareTo(to) == 0) {
            throw keys.wrong("interpolate", "the two prices must differ");
        }
        return (price, base, percent) -> full.times(
                to.minus(price).over(to.minus(from)).atLeast(Fraction.ZERO).atMost(Fraction.ONE));
    }

    private static MarkCurve linear(SheetKeys keys, Fraction full) throws Unreadable {
        Fraction above = keys.decimal("deductAbove", "0", "1000000");
        Fraction below = keys.decimal("deductBelow", "0", "1000000");
        Fraction floor = floor(keys);
        Flat flat = Flat.read(keys);
        String step = keys.choice("percentStep", "continuous", "whole", "started");
        return (price, base, percent) -> {
            Fraction beyond = flat.beyond(percent);
            Fraction counted =
                    switch (step) {
                        case "whole" -> Fraction.of(beyond.abs().decimal(0, RoundingMode.DOWN));
                        case "started" -> Fraction.of(beyond.abs().decimal(0, RoundingMode.UP));
                        default -> beyond.abs();
                    };
            return full.minus(counted.times(beyond.sign() > 0 ? above : below)).atLeast(floor);
        };
    }

    private static MarkCurve steps(SheetKeys keys, Fraction full) throws Unreadable {
        List<Band> above = Band.read(keys, "stepsAbove");
        List<Band> below = Band.read(keys, "stepsBelow");
        Fraction floor = floor(keys);
        Flat flat = Flat.read(keys);
        return (price, base, percent) -> {
            Fraction beyond = flat.beyond(percent);
            return full.minus(Band.lost(beyond.abs(), beyond.sign() > 0 ? above : below))
                    .atLeast(floor);
        };
    }

    /** 满分平台区: deviation counts from its nearer edge. */
    record Flat(Fraction from, Fraction to) {

        static Flat read(SheetKeys keys) throws Unreadable {
            if (!keys.has("flat")) {
                return new Flat(Fraction.ZERO, Fraction.ZERO);
            }
            List<Fraction> ends = keys.pair("flat");
            return new Flat(ends.get(0), ends.get(1));
        }

        Fraction beyond(Fraction percent) {
            if (percent.isAbove(to)) {
                return percent.minus(to);
            }
            return from.isAbove(percent) ? percent.minus(from) : Fraction.ZERO;
        }
    }

    /**
     * One band of 阶梯扣分.
     *
     * @param ends whether it has an end; the last has none
     */
    record Band(boolean ends, Fraction upTo, Fraction perPercent) {

        static List<Band> read(SheetKeys keys, String key) throws Unreadable {
            List<Band> bands = new java.util.ArrayList<>();
            Fraction last = Fraction.ZERO;
            List<Json> items = keys.list(key);
            for (int i = 0; i < items.size(); i++) {
                String path = keys.path(key) + "[" + i + "]";
                if (!(items.get(i) instanceof Json.Arr pair) || pair.items().size() != 2) {
                    throw new Unreadable(path + ": must be [end of band in percent or null, marks per percent]");
                }
                boolean ends = !(pair.items().get(0) instanceof Json.Null);
                if (ends == (i == items.size() - 1)) {
                    throw new Unreadable(path + ": the last band, and only the last, ends with null");
                }
                Fraction upTo =
                        ends ? SheetKeys.decimal(path + "[0]", pair.items().get(0)) : last;
                Fraction lost = SheetKeys.decimal(path + "[1]", pair.items().get(1));
                if (lost.sign() < 0 || ends && !upTo.isAbove(last)) {
                    throw new Unreadable(path + ": bands must rise and cost 0 or more");
                }
                last = upTo;
                bands.add(new Band(ends, upTo, lost));
            }
            if (bands.isEmpty()) {
                throw keys.wrong(key, "needs at least one band");
            }
            return bands;
        }

        static Fraction lost(Fraction size, List<Band> bands) {
            Fraction from = Fraction.ZERO;
            Fraction lost = Fraction.ZERO;
            for (Band band : bands) {
                Fraction to = band.ends() ? size.atMost(band.upTo()) : size;
                if (!to.isAbove(from)) {
                    break;
                }
                lost = lost.plus(to.minus(from).times(band.perPercent()));
                from = to;
            }
            return lost;
        }
    }
}
