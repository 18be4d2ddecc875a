package org.mingjian.verifier;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** 评标基准价 by the methods PF-0 … PF-10 of the published format, written from the format and not from the platform. */
final class PriceBase {

    private static final int NINE = 9;

    private final SheetKeys keys;
    private final Optional<Fraction> control;

    /** @param control 最高投标限价, where the sheet has one */
    PriceBase(SheetKeys keys, Optional<Fraction> control) {
        this.keys = keys;
        this.control = control;
    }

    Fraction of(String method, Offers offers) throws Unreadable {
        return switch (method) {
            case "PF-0" -> keys.positive("base");
            case "PF-1" -> offers.lowest();
            case "PF-2" -> offers.mean().times(Fraction.ONE.minus(keys.decimal("k", "0", "0.999999")));
            case "PF-3" -> trimmed(offers);
            case "PF-4" -> blended(offers.mean(), keys.decimal("alpha", "0", "1"));
            case "PF-5" -> twoFactors(offers);
            case "PF-6" -> threeParts(offers);
            case "PF-7" -> nine(offers);
            case "PF-8" -> offers.mean().plus(keys.positive("budget")).over(Fraction.of(2));
            case "PF-9" -> iterated(offers).times(keys.factor("mu"));
            case "PF-10" -> banded(offers);
            default -> throw keys.wrong("method", "must be PF-0 … PF-10, here " + method);
        };
    }

    private Fraction ceiling() throws Unreadable {
        return control.orElseThrow(() -> new Unreadable("control: missing; this method needs the ceiling price"));
    }

    /** mean × share + ceiling × (1 − share). */
    private Fraction blended(Fraction mean, Fraction share) throws Unreadable {
        return mean.times(share).plus(ceiling().times(Fraction.ONE.minus(share)));
    }

    private Fraction trimmed(Offers offers) throws Unreadable {
        int from = keys.whole("trimFrom", 1, 1_000_000);
        int high = keys.whole("trimHigh", 0, 1_000_000);
        int low = keys.whole("trimLow", 0, 1_000_000);
        Fraction k = keys.factor("k");
        if (offers.size() < from) {
            return offers.mean().times(k);
        }
        if (high + low >= offers.size()) {
            throw keys.wrong("trimHigh", "trimHigh + trimLow leaves no price");
        }
        return offers.without(high, low).mean().times(k);
    }

    private Fraction twoFactors(Offers offers) throws Unreadable {
        int n = offers.size();
        int fifth = Fraction.of(n)
                .over(Fraction.of(5))
                .decimal(0, RoundingMode.HALF_UP)
                .intValueExact();
        Fraction a = offers.mean();
        if (n >= 7) {
            a = offers.without(fifth, fifth).mean();
        } else if (n >= 4) {
            a = offers.without(1, 0).mean();
        }
        Fraction q = keys.decimal("q1", "0", "1");
        Fraction first = a.times(keys.factor("k1")).times(q);
        return first.plus(ceiling().times(keys.factor("k2")).times(Fraction.ONE.minus(q)));
    }

    private Fraction threeParts(Offers offers) throws Unreadable {
        Fraction a = ceiling().times(Fraction.ONE.minus(keys.decimal("delta", "0", "0.999999")));
        Fraction from = offers.mean()
                .times(Fraction.of("0.7"))
                .plus(ceiling().times(Fraction.of("0.3")))
                .times(Fraction.of("0.75"));
        Offers inRange = offers.where(price -> !from.isAbove(price));
        if (inRange.size() == 0) {
            throw new Unreadable("bids: no price reaches the lower bound of PF-6");
        }
        Fraction c = inRange.lowest();
        Fraction upper = a.times(Fraction.of("0.95"));
        Offers candidates = offers.where(price -> price.isAbove(c) && upper.isAbove(price));
        if (candidates.size() == 0) {
            candidates = offers.where(price -> price.isAbove(c));
        }
        if (candidates.size() == 0) {
            candidates = offers.where(price -> price.compareTo(c) == 0);
        }
        Fraction sum = a.times(Fraction.of("0.5"))
                .plus(bx(candidates).times(Fraction.of("0.3")))
                .plus(c.times(Fraction.of("0.2")));
        return sum.times(keys.factor("k"));
    }

    /** What was drawn is written as the id or the price of a candidate. */
    private Fraction bx(Offers candidates) throws Unreadable {
        Json said = keys.need("bx");
        String id = said instanceof Json.Text text ? text.value() : "";
        Set<Fraction> found = new HashSet<>();
        for (Offers.One one : candidates.sorted()) {
            if (one.id().equals(id)) {
                found.add(one.compared());
            }
        }
        if (found.isEmpty() || id.matches("[0-9.]+")) {
            Fraction price = found.isEmpty() ? keys.decimal("bx") : Fraction.of(id);
            if (candidates.where(one -> one.compareTo(price) == 0).size() > 0) {
                found.add(price);
            }
        }
        if (found.size() != 1) {
            throw keys.wrong("bx", "does not name one candidate");
        }
        return found.iterator().next();
    }

    private Fraction nine(Offers offers) throws Unreadable {
        Fraction w = keys.decimal("w", "0", "1");
        Offers candidates = offers;
        if (keys.has("range")) {
            List<Fraction> range = keys.pair("range");
            candidates = offers.where(price -> !range.get(0).isAbove(price) && !price.isAbove(range.get(1)));
        }
        Offers chosen = drawn(candidates);
        if (chosen.size() < 3) {
            throw new Unreadable("bids: PF-7 needs 3 prices in range");
        }
        Fraction mean = chosen.without(1, 1).mean();
        return w.sign() == 0 ? mean : blended(mean, Fraction.ONE.minus(w));
    }

    private Offers drawn(Offers candidates) throws Unreadable {
        if (!keys.has("drawn")) {
            if (candidates.size() > NINE) {
                throw keys.wrong("drawn", "missing; nine of " + candidates.size() + " are drawn");
            }
            return candidates;
        }
        Set<String> ids = new HashSet<>();
        for (Json item : keys.list("drawn")) {
            if (!(item instanceof Json.Text text) || !ids.add(text.value())) {
                throw keys.wrong("drawn", "must be a list of different bid ids");
            }
        }
        Offers chosen = new Offers(candidates.sorted().stream()
                .filter(one -> ids.contains(one.id()))
                .toList());
        if (ids.size() != Math.min(NINE, candidates.size()) || chosen.size() != ids.size()) {
            throw keys.wrong("drawn", "must name " + Math.min(NINE, candidates.size()) + " of the candidates");
        }
        return chosen;
    }

    /** Drops the price farthest from the mean, the higher of two equally far, while it is more than 30 % away. */
    private static Fraction iterated(Offers offers) {
        List<Offers.One> left = new ArrayList<>(offers.sorted());
        Fraction sum = offers.mean().times(Fraction.of(left.size()));
        int low = 0;
        int high = left.size();
        while (high - low > 2) {
            Fraction mean = sum.over(Fraction.of(high - low));
            Fraction over = left.get(high - 1).compared().minus(mean);
            Fraction under = mean.minus(left.get(low).compared());
            boolean top = !under.isAbove(over);
            if (!(top ? over : under).isAbove(mean.times(Fraction.of("0.3")))) {
                break;
            }
            sum = sum.minus(left.get(top ? --high : low++).compared());
        }
        return sum.over(Fraction.of(high - low));
    }

    private static Fraction banded(Offers offers) throws Unreadable {
        if (offers.size() <= 5) {
            return offers.mean();
        }
        Offers inner = offers.without(1, 1);
        Fraction mean = inner.mean();
        Fraction band = mean.times(Fraction.of("0.2"));
        Offers kept = inner.where(price -> band.isAbove(price.minus(mean).abs()));
        if (kept.size() == 0) {
            throw new Unreadable("bids: PF-10 leaves no price within 20 % of the mean");
        }
        return kept.mean();
    }
}
