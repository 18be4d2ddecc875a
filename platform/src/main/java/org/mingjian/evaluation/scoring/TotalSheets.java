package org.mingjian.evaluation.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the sheets of EM-2 综合评估法 and EM-3 综合评分法. */
final class TotalSheets {

    private final Keys sheet;
    private final String method;

    TotalSheets(Keys sheet, String method) {
        this.sheet = sheet;
        this.method = method;
    }

    ScoringSheet read() {
        Keys given = sheet.object("parameters");
        Ratio full = sheet.positive("full");
        Deductions deductions = Deductions.read(sheet, given);
        boolean roundParts = given.flag("roundParts");

        Keys priceKeys = sheet.object("price");
        Ratio priceWeight = priceKeys.positive("weight");
        Ratio control = sheet.optional("control", sheet::positive)
                .map(deductions::withoutProvisional)
                .orElse(null);
        Keys priceGiven = priceKeys.object("parameters");
        var marks = new Sheets.Marks(priceKeys.positive("full"), control, "control");
        Sheets.PriceMethodRead price = Sheets.priceMethod(priceKeys, priceGiven, given, marks);
        priceKeys.nothingElse();

        List<Part> parts = parts();
        weightsAddUp(full, price.method().full().times(priceWeight), parts);
        Experts experts = new Experts(given);
        var markOf = new HashMap<String, Map<String, Ratio>>();
        List<Offer> offers = Sheets.offers(sheet, deductions, (bid, offer) -> {
            readMarks(bid, offer.id(), parts, new Destination(experts, markOf));
            return offer;
        });
        Optional<LowPriceScreen> screen = ProcurementLimits.screen(sheet);
        List<RuleProblem> problems = method.equals("EM-3")
                ? ProcurementLimits.problems(
                        sheet,
                        price.method().formula(),
                        price.method().full().times(priceWeight).over(full))
                : List.of();
        var notes = new ArrayList<>(deductions.notes());
        notes.addAll(Sheets.overCeiling(sheet, offers));
        notes.addAll(experts.notes());
        notes.addAll(price.parameters().notes());
        Ties ties = Parameters.ties(given);
        sheet.nothingElse();
        given.nothingElse();
        List<ComprehensiveSheet.Part> scored = parts.stream()
                .map(part -> new ComprehensiveSheet.Part(
                        part.name(), part.full(), part.weight(), markOf.getOrDefault(part.name(), Map.of())))
                .toList();
        return new ComprehensiveSheet(
                new PriceSheet(price.method(), ties, offers, List.copyOf(notes)),
                priceWeight,
                scored,
                roundParts,
                screen,
                problems);
    }

    private record Part(String name, Ratio full, Ratio weight) {}

    private record Destination(Experts experts, Map<String, Map<String, Ratio>> marks) {}

    private List<Part> parts() {
        var names = new HashSet<String>();
        var parts = new ArrayList<Part>();
        for (Keys part : sheet.objects("parts")) {
            String name = part.text("name");
            if (name.equals("price") || !names.add(name)) {
                throw new InvalidSheet(part.path("name"), "the name " + name + " is used twice");
            }
            parts.add(new Part(name, part.positive("full"), part.positive("weight")));
            part.nothingElse();
        }
        return List.copyOf(parts);
    }

    private void weightsAddUp(Ratio full, Ratio price, List<Part> parts) {
        Ratio sum = price;
        for (Part part : parts) {
            sum = sum.plus(part.full().times(part.weight()));
        }
        if (!sum.equals(full)) {
            throw new InvalidSheet(
                    "full",
                    "the parts and the price add up to " + sum.shown(6) + " (full × weight), not " + full.shown(6));
        }
    }

    private static void readMarks(Keys bid, String id, List<Part> parts, Destination destination) {
        if (parts.isEmpty()) {
            return;
        }
        Keys marks = bid.object("marks");
        for (Part part : parts) {
            JsonNode node = marks.required(part.name());
            String path = marks.path(part.name());
            Ratio mark =
                    node.isArray() ? destination.experts().together(path, node) : Ratio.of(Keys.decimal(path, node));
            if (mark.sign() < 0 || mark.compareTo(part.full()) > 0) {
                throw new InvalidSheet(path, "must be from 0 to " + part.full().shown(6));
            }
            destination
                    .marks()
                    .computeIfAbsent(part.name(), name -> new HashMap<>())
                    .put(id, mark);
        }
        marks.nothingElse();
    }

    /** How the marks of several experts become one. */
    private static final class Experts {
        private final Keys given;
        private final @Nullable Boolean trims;

        Experts(Keys given) {
            this.given = given;
            this.trims = given.optional("experts", key -> given.choice(key, Map.of("mean", false, "trimmedMean", true)))
                    .orElse(null);
        }

        Ratio together(String path, JsonNode list) {
            if (trims == null) {
                throw new InvalidSheet(
                        given.path("experts"), "missing; " + path + " is a list: \"mean\" or \"trimmedMean\"");
            }
            var marks = new ArrayList<Ratio>();
            int i = 0;
            for (JsonNode node : list) {
                marks.add(Ratio.of(Keys.decimal(path + "[" + i++ + "]", node)));
            }
            return ExpertMarks.together(path, marks, trims);
        }

        List<String> notes() {
            if (trims == null) {
                return List.of();
            }
            return List.of(trims ? "专家打分去掉一个最高分、一个最低分后取算术平均" : "专家打分取算术平均");
        }
    }
}
