package org.mingjian.verifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Scores a sheet of the published format ("Scoring sheet" in {@code docs/formats.md}). It is a second implementation,
 * written from the format: that it agrees with the platform's is itself a check of both.
 */
final class ScoreSheet {

    /** Parameters that some method knows; one that this method does not use is passed over. */
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

    private static final int SHOWN_BASE = 6;
    private static final int SHOWN_DEVIATION = 4;
    private static final int SHOWN_PRICE = 12;
    /** Kinds of the law for government procurement, which the platform checks and which change no score. */
    private static final Set<String> OTHER = Set.of("note", "lowPrice", "kind", "procedure");

    private final SheetKeys sheet;
    private final String method;
    private final SheetKeys given;
    private final List<Offers.One> entered = new ArrayList<>();
    private final Map<String, SheetKeys> bids = new LinkedHashMap<>();
    private final Fraction provisional;

    /**
     * One bid of the answer.
     *
     * @param score empty for the methods that rank by price
     * @param evaluated empty for the methods that rank by marks
     * @param parts marks by part of a total
     */
    record Line(String id, String deviation, String score, String evaluated, Map<String, String> parts, int rank) {}

    /** Base price as shown, and the bids in the order of the sheet. */
    record Answer(String base, List<Line> bids) {}

    private record Priced(Fraction base, Map<String, Fraction> percents, Map<String, Fraction> marks) {}

    private record Ranked(Offers.One offer, Fraction score) {}

    private ScoreSheet(Json json) throws Unreadable {
        sheet = new SheetKeys("", json);
        method = sheet.text("method");
        given = sheet.has("parameters") || !isLowest() ? sheet.object("parameters") : sheet;
        boolean excluded = sheet.has("provisional")
                && given.choice("provisionalSums", "", "exclude", "include").equals("exclude");
        provisional = excluded ? sheet.positive("provisional") : Fraction.ZERO;
    }

    /** @throws Unreadable naming the key that is missing, unknown or wrong */
    static Answer score(Json json) throws Unreadable {
        ScoreSheet read = new ScoreSheet(json);
        read.offers();
        Answer answer = read.answer();
        read.sheet.nothingElse(OTHER);
        for (SheetKeys bid : read.bids.values()) {
            bid.nothingElse(Set.of());
        }
        return answer;
    }

    private boolean isLowest() {
        return method.equals("EM-1") || method.equals("EM-4");
    }

    private void offers() throws Unreadable {
        for (SheetKeys bid : sheet.objects("bids")) {
            String id = bid.text("id");
            Fraction price = bid.positive("price");
            Fraction amount = price.minus(provisional);
            if (amount.sign() <= 0 || bids.put(id, bid) != null) {
                throw bid.wrong("id", "the id is used twice, or the price is not above the provisional sums");
            }
            Fraction compared = amount.times(Fraction.ONE.minus(deduction(bid)));
            if (method.equals("EM-1") && bid.has("adjustments")) {
                for (SheetKeys adjustment : bid.objects("adjustments")) {
                    adjustment.text("name");
                    compared = compared.plus(adjustment.decimal("amount"));
                    adjustment.nothingElse(Set.of());
                }
            }
            if (compared.sign() <= 0) {
                throw bid.wrong("price", "the compared price is 0 or below");
            }
            entered.add(new Offers.One(id, price, compared));
        }
        if (entered.isEmpty()) {
            throw sheet.wrong("bids", "at least one bid is needed");
        }
    }

    private Fraction deduction(SheetKeys bid) throws Unreadable {
        boolean small = bid.has("small") && bid.flag("small");
        boolean domestic = bid.has("domestic") && bid.flag("domestic");
        Fraction first = small ? given.decimal("smallDeduction", "0", "0.999999") : Fraction.ZERO;
        Fraction second = domestic ? given.decimal("domesticDeduction", "0", "0.999999") : Fraction.ZERO;
        if (!small || !domestic) {
            return first.plus(second);
        }
        given.need("deductionStacking");
        Fraction share = given.choice("deductionStacking", "sum", "larger").equals("sum")
                ? first.plus(second)
                : first.atLeast(second);
        if (!Fraction.ONE.isAbove(share)) {
            throw given.wrong("deductionStacking", "the deductions take the whole price");
        }
        return share;
    }

    private Answer answer() throws Unreadable {
        if (isLowest()) {
            return lowest();
        }
        if (method.equals("EM-2") || method.equals("EM-3")) {
            return total();
        }
        int scale = given.whole("scoreScale", 0, 6);
        Fraction full = sheet.positive("full");
        Priced priced = price(sheet, given, full);
        List<Ranked> ranked = new ArrayList<>();
        for (Offers.One one : entered) {
            ranked.add(new Ranked(one, known(priced.marks(), one.id()).rounded(scale)));
        }
        Map<String, Integer> ranks = ranks(ranked, byScore());
        given.nothingElse(KNOWN);
        List<Line> lines = new ArrayList<>();
        for (Ranked one : ranked) {
            String id = one.offer().id();
            lines.add(new Line(id, percent(priced, id), one.score().fixed(scale), "", Map.of(), known(ranks, id)));
        }
        return new Answer(priced.base().shown(SHOWN_BASE), lines);
    }

    private static String percent(Priced priced, String id) {
        return known(priced.percents(), id).fixed(SHOWN_DEVIATION);
    }

    private Priced price(SheetKeys where, SheetKeys parameters, Fraction full) throws Unreadable {
        Optional<Fraction> control =
                sheet.has("control") ? Optional.of(sheet.positive("control").minus(provisional)) : Optional.empty();
        Offers offers = new Offers(entered);
        Fraction base = new PriceBase(parameters, control).of(where.text("method"), offers);
        if (parameters.has("baseScale")) {
            base = base.rounded(parameters.whole("baseScale", 0, 12));
        }
        if (base.sign() <= 0) {
            throw new Unreadable("parameters: the base price comes out as " + base.shown(SHOWN_BASE));
        }
        MarkCurve curve = MarkCurve.read(where.text("method"), parameters, full);
        Map<String, Fraction> percents = new HashMap<>();
        Map<String, Fraction> marks = new HashMap<>();
        for (Offers.One one : entered) {
            Fraction percent = one.compared().minus(base).over(base).times(Fraction.HUNDRED);
            if (parameters.has("deviationScale")) {
                percent = percent.rounded(parameters.whole("deviationScale", 0, 12));
            }
            percents.put(one.id(), percent);
            marks.put(one.id(), curve.marks(one.compared(), base, percent));
        }
        return new Priced(base, percents, marks);
    }

    private Answer lowest() throws Unreadable {
        Fraction lowest = new Offers(entered).lowest();
        List<Ranked> all =
                entered.stream().map(one -> new Ranked(one, Fraction.ZERO)).toList();
        Map<String, Integer> ranks =
                ranks(all, Comparator.comparing(one -> one.offer().compared()));
        sheet.has("control");
        if (given != sheet) {
            given.nothingElse(Set.of("smallDeduction", "domesticDeduction", "deductionStacking", "provisionalSums"));
        }
        List<Line> lines = new ArrayList<>();
        for (Offers.One one : entered) {
            Fraction deviation = one.compared().minus(lowest).over(lowest).times(Fraction.HUNDRED);
            lines.add(new Line(
                    one.id(),
                    deviation.fixed(SHOWN_DEVIATION),
                    "",
                    one.compared().shown(SHOWN_PRICE),
                    Map.of(),
                    known(ranks, one.id())));
        }
        return new Answer(lowest.shown(SHOWN_PRICE), lines);
    }

    private record Part(String name, Fraction full, Fraction weight) {}

    private Answer total() throws Unreadable {
        int scale = given.whole("scoreScale", 0, 6);
        boolean roundParts = given.flag("roundParts");
        SheetKeys price = sheet.object("price");
        Part priced = new Part("price", price.positive("full"), price.positive("weight"));
        SheetKeys parameters = price.object("parameters");
        Priced marks = price(price, parameters, priced.full());
        parameters.nothingElse(KNOWN);
        price.nothingElse(Set.of());
        List<Part> parts = parts(priced);
        List<Ranked> ranked = new ArrayList<>();
        Map<String, Map<String, String>> shown = new HashMap<>();
        for (Offers.One one : entered) {
            Fraction total = Fraction.ZERO;
            Map<String, String> of = new LinkedHashMap<>();
            for (Part part : parts) {
                Fraction mark = part.equals(priced) ? known(marks.marks(), one.id()) : mark(one.id(), part);
                of.put(part.name(), mark.fixed(scale));
                total = total.plus((roundParts ? mark.rounded(scale) : mark).times(part.weight()));
            }
            if (parts.size() > 1) {
                known(bids, one.id()).object("marks").nothingElse(Set.copyOf(of.keySet()));
            }
            shown.put(one.id(), of);
            ranked.add(new Ranked(one, total.rounded(scale)));
        }
        Map<String, Integer> ranks = ranks(ranked, byScore());
        given.has("experts");
        given.nothingElse(Set.of("smallDeduction", "domesticDeduction", "deductionStacking", "provisionalSums"));
        List<Line> lines = new ArrayList<>();
        for (Ranked one : ranked) {
            String id = one.offer().id();
            lines.add(
                    new Line(id, percent(marks, id), one.score().fixed(scale), "", known(shown, id), known(ranks, id)));
        }
        return new Answer(marks.base().shown(SHOWN_BASE), lines);
    }

    /** The parts in the order of the sheet, the price last; full × weight must add up to the sheet's full marks. */
    private List<Part> parts(Part price) throws Unreadable {
        List<Part> parts = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of("price"));
        Fraction sum = price.full().times(price.weight());
        for (SheetKeys keys : sheet.objects("parts")) {
            Part part = new Part(keys.text("name"), keys.positive("full"), keys.positive("weight"));
            keys.nothingElse(Set.of());
            if (!names.add(part.name())) {
                throw keys.wrong("name", "the name " + part.name() + " is used twice");
            }
            sum = sum.plus(part.full().times(part.weight()));
            parts.add(part);
        }
        if (sum.compareTo(sheet.positive("full")) != 0) {
            throw sheet.wrong("full", "the parts and the price add up to " + sum.shown(SHOWN_BASE));
        }
        parts.add(price);
        return parts;
    }

    /** One mark, or those of several experts taken together as the sheet says. */
    private Fraction mark(String id, Part part) throws Unreadable {
        SheetKeys marks = known(bids, id).object("marks");
        Json json = marks.need(part.name());
        String path = marks.path(part.name());
        Fraction mark = json instanceof Json.Arr list ? together(path, list) : SheetKeys.decimal(path, json);
        if (mark.sign() < 0 || mark.isAbove(part.full())) {
            throw new Unreadable(path + ": must be from 0 to " + part.full().shown(SHOWN_BASE));
        }
        return mark;
    }

    private Fraction together(String path, Json.Arr list) throws Unreadable {
        List<Fraction> marks = new ArrayList<>();
        for (Json item : list.items()) {
            marks.add(SheetKeys.decimal(path, item));
        }
        given.need("experts");
        if (given.choice("experts", "mean", "trimmedMean").equals("trimmedMean")) {
            if (marks.size() < 3) {
                throw new Unreadable(path + ": needs at least 3 marks to leave out the highest and the lowest");
            }
            marks = marks.stream().sorted().toList().subList(1, marks.size() - 1);
        }
        if (marks.isEmpty()) {
            throw new Unreadable(path + ": needs at least one mark");
        }
        Fraction sum = Fraction.ZERO;
        for (Fraction mark : marks) {
            sum = sum.plus(mark);
        }
        return sum.over(Fraction.of(marks.size()));
    }

    private Comparator<Ranked> byScore() throws Unreadable {
        Comparator<Ranked> down = Comparator.comparing(Ranked::score).reversed();
        return given.choice("ties", "lowerPrice", "shared").equals("shared")
                ? down
                : down.thenComparing(one -> one.offer().compared());
    }

    /** What was computed for every bid is there for each. */
    private static <V> V known(Map<String, V> values, String id) {
        V value = values.get(id);
        if (value == null) {
            throw new IllegalStateException("nothing for " + id);
        }
        return value;
    }

    /** 1, 2, 2, 4. */
    private static Map<String, Integer> ranks(List<Ranked> all, Comparator<Ranked> order) {
        List<Ranked> sorted = new ArrayList<>(all);
        sorted.sort(order);
        Map<String, Integer> ranks = new HashMap<>();
        int rank = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (i == 0 || order.compare(sorted.get(i - 1), sorted.get(i)) != 0) {
                rank = i + 1;
            }
            ranks.put(sorted.get(i).offer().id(), rank);
        }
        return ranks;
    }
}
