package org.mingjian.evaluation.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a scoring sheet (format: {@code docs/formats.md}, "Scoring sheet"). */
public final class Sheets {

    private static final Set<String> TOTALS = Set.of("EM-2", "EM-3");
    private static final Set<String> LOWEST = Set.of("EM-1", "EM-4");

    private Sheets() {}

    /** @throws InvalidSheet naming the key that is missing, unknown or wrong */
    public static ScoringSheet read(@Nullable JsonNode root) {
        Keys sheet = new Keys("", root);
        sheet.has("note");
        String method = sheet.text("method");
        if (TOTALS.contains(method)) {
            return new TotalSheets(sheet, method).read();
        }
        if (LOWEST.contains(method)) {
            return lowest(sheet, method);
        }
        Keys given = sheet.object("parameters");
        Deductions deductions = Deductions.read(sheet, given);
        PriceMethodRead read = priceMethod(sheet, given, given, deductions);
        List<Offer> offers = offers(sheet, deductions, (bid, offer) -> offer);
        sheet.nothingElse();
        Ties ties = Parameters.ties(given);
        var notes = new ArrayList<>(deductions.notes());
        notes.addAll(overCeiling(sheet, offers));
        notes.addAll(read.parameters().notes());
        return new PriceSheet(read.method(), ties, offers, List.copyOf(notes));
    }

    /**
     * The price method alone, for tender documents that fix it before there are bids.
     *
     * @param root {@code {"method","full","control","parameters"}}
     */
    public static PriceMethod readMethod(@Nullable JsonNode root) {
        Keys sheet = new Keys("", root);
        Keys given = sheet.object("parameters");
        PriceMethodRead read = priceMethod(sheet, given, given, Deductions.read(sheet, given));
        Parameters.ties(given);
        sheet.nothingElse();
        read.parameters().notes();
        return read.method();
    }

    record PriceMethodRead(PriceMethod method, Parameters parameters) {}

    /** @param scales where scoreScale stands */
    static PriceMethodRead priceMethod(Keys sheet, Keys given, Keys scales, Deductions deductions) {
        Ratio full = sheet.positive("full");
        Ratio control = sheet.optional("control", sheet::positive)
                .map(deductions::withoutProvisional)
                .orElse(null);
        return priceMethod(sheet, given, scales, new Marks(full, control, sheet.path("control")));
    }

    record Marks(Ratio full, @Nullable Ratio control, String controlPath) {}

    static PriceMethodRead priceMethod(Keys sheet, Keys given, Keys scales, Marks marks) {
        Parameters parameters = new Parameters(given, marks.control(), marks.controlPath());
        PriceFormula formula = parameters.formula(sheet.text("method"), sheet.path("method"));
        ScoreCurve curve = parameters.curve(formula);
        Rounding rounding = parameters.rounding(scales);
        return new PriceMethodRead(new PriceMethod(formula, curve, marks.full(), rounding), parameters);
    }

    /** Reads what else a bid carries, and may change what is compared. */
    interface BidReader {
        Offer read(Keys bid, Offer offer);
    }

    static List<Offer> offers(Keys sheet, Deductions deductions, BidReader reader) {
        var ids = new HashSet<String>();
        var offers = new ArrayList<Offer>();
        for (Keys bid : sheet.objects("bids")) {
            String id = bid.text("id");
            if (!ids.add(id)) {
                throw new InvalidSheet(bid.path("id"), "the id " + id + " is used twice");
            }
            BigDecimal price = bid.decimal("price");
            if (price.signum() <= 0) {
                throw new InvalidSheet(bid.path("price"), "must be above 0");
            }
            Ratio compared = deductions.compared(bid, price);
            offers.add(reader.read(bid, new Offer(id, price, compared)));
            bid.nothingElse();
        }
        if (offers.isEmpty()) {
            throw new InvalidSheet("bids", "at least one bid is needed");
        }
        return List.copyOf(offers);
    }

    /** A price above the ceiling has to be rejected before marks are given (招标投标法实施条例 §51(五)). */
    static List<String> overCeiling(Keys sheet, List<Offer> offers) {
        Optional<BigDecimal> control = sheet.optional("control", sheet::decimal);
        if (control.isEmpty()) {
            return List.of();
        }
        Offers over = new Offers(offers).where(offer -> offer.price().compareTo(control.get()) > 0);
        return over.isEmpty() ? List.of() : List.of("注意：报价高于控制价，应先按条例第五十一条（五）处理：" + over.named());
    }

    private static ScoringSheet lowest(Keys sheet, String method) {
        Keys given = sheet.has("parameters") ? sheet.object("parameters") : sheet;
        Deductions deductions = Deductions.read(sheet, given);
        boolean adjusts = method.equals("EM-1");
        List<Offer> offers = offers(sheet, deductions, (bid, offer) -> adjusts ? adjusted(bid, offer) : offer);
        Optional<LowPriceScreen> screen = ProcurementLimits.screen(sheet);
        var notes = new ArrayList<>(deductions.notes());
        notes.addAll(overCeiling(sheet, offers));
        sheet.nothingElse();
        if (given != sheet) {
            given.nothingElse();
        }
        return new LowestEvaluatedSheet(method, offers, screen, List.of(), List.copyOf(notes));
    }

    /** 评标价 = 报价 ± 商务偏差折价: each adjustment has a name and a signed amount. */
    private static Offer adjusted(Keys bid, Offer offer) {
        if (!bid.has("adjustments")) {
            return offer;
        }
        Ratio evaluated = offer.compared();
        for (Keys adjustment : bid.objects("adjustments")) {
            adjustment.text("name");
            evaluated = evaluated.plus(adjustment.ratio("amount"));
            adjustment.nothingElse();
        }
        if (evaluated.sign() <= 0) {
            throw new InvalidSheet(bid.path("adjustments"), "bring the evaluated price to 0 or below");
        }
        return new Offer(offer.id(), offer.price(), evaluated);
    }
}
