package org.mingjian.credit.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mingjian.credit.CreditRecord.Category;
import org.mingjian.credit.domain.ScoringModel;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code rules/credit/scoring.yaml}. */
@Component
public class ScoringFile {

    private static final String FILE = "/rules/credit/scoring.yaml";

    private final List<ScoringModel> models = new ArrayList<>();

    public ScoringFile() {
        try (InputStream in = ScoringFile.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not packed");
            }
            for (JsonNode read : new YAMLMapper().readTree(in).path("models")) {
                models.add(model(read));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private static ScoringModel model(JsonNode read) {
        Map<Category, Integer> points = new EnumMap<>(Category.class);
        read.path("points")
                .properties()
                .forEach(entry -> points.put(
                        Category.valueOf(entry.getKey()), entry.getValue().asInt()));
        return new ScoringModel(
                read.path("model").asString(),
                LocalDate.parse(read.path("from").asString()),
                LocalDate.parse(read.path("to").asString("9999-12-31")),
                read.path("basis").asString(),
                read.path("base").asInt(),
                read.path("floor").asInt(),
                read.path("ceiling").asInt(),
                read.path("years").asInt(),
                points);
    }

    /** @throws IllegalStateException when none or more than one holds on the day */
    public ScoringModel on(LocalDate day) {
        List<ScoringModel> holding =
                models.stream().filter(model -> model.holdsOn(day)).toList();
        if (holding.size() != 1) {
            throw new IllegalStateException(holding.size() + " scoring models hold on " + day);
        }
        return holding.getFirst();
    }
}
