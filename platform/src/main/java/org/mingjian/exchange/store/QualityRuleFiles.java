package org.mingjian.exchange.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.mingjian.exchange.domain.OrderRule;
import org.mingjian.exchange.domain.OrderState;
import org.mingjian.exchange.domain.ScoreModel;
import org.mingjian.exchange.domain.TimelinessRule;
import org.mingjian.exchange.domain.WarningRule;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code rules/exchange/}: scoring, warnings and timeliness; read at the start: a wrong line fails there. */
@Component
public class QualityRuleFiles {

    private final List<ScoreModel> models;
    private final List<WarningRule> warnings;
    private final List<OrderRule> orders;
    private final List<TimelinessRule> timeliness;

    QualityRuleFiles() {
        models = read("/rules/exchange/scoring.yaml")
                .path("models")
                .valueStream()
                .map(QualityRuleFiles::model)
                .toList();
        JsonNode file = read("/rules/exchange/warnings.yaml");
        warnings = file.path("warnings")
                .valueStream()
                .map(QualityRuleFiles::warning)
                .toList();
        orders = file.path("orders").valueStream().map(QualityRuleFiles::order).toList();
        timeliness = read("/rules/exchange/timeliness.yaml")
                .path("timeliness")
                .valueStream()
                .map(QualityRuleFiles::timeliness)
                .toList();
    }

    /** @throws IllegalStateException when none or more than one holds on the day */
    public ScoreModel model(LocalDate day) {
        return one(models, model -> model.holdsOn(day), day);
    }

    public List<WarningRule> warnings(LocalDate day) {
        return warnings.stream().filter(rule -> rule.holdsOn(day)).toList();
    }

    /** @throws IllegalStateException when none or more than one holds on the day */
    public OrderRule order(LocalDate day) {
        return one(orders, rule -> rule.holdsOn(day), day);
    }

    /** @throws IllegalStateException when none or more than one holds on the day */
    public TimelinessRule timeliness(LocalDate day) {
        return one(timeliness, rule -> rule.holdsOn(day), day);
    }

    private static <T> T one(List<T> all, Predicate<T> holds, LocalDate day) {
        List<T> holding = all.stream().filter(holds).toList();
        if (holding.size() != 1) {
            throw new IllegalStateException(holding.size() + " rules of data quality hold on " + day);
        }
        return holding.getFirst();
    }

    private static JsonNode read(String file) {
        try (InputStream in = QualityRuleFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not packed");
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static ScoreModel model(JsonNode read) {
        return new ScoreModel(
                text(read, "model"),
                from(read),
                to(read),
                text(read, "basis"),
                text(read, "certainty"),
                Duration.ofHours(read.path("closeHours").asInt(24)),
                read.path("indicators")
                        .valueStream()
                        .map(one -> new ScoreModel.Indicator(
                                text(one, "code"),
                                ScoreModel.Measure.valueOf(text(one, "measure")),
                                text(one, "title"),
                                new BigDecimal(text(one, "goal")),
                                one.path("points").decimalValue(),
                                text(one, "basis"),
                                ScoreModel.Period.valueOf(one.path("period").asString("MONTH"))))
                        .toList());
    }

    private static WarningRule warning(JsonNode read) {
        return new WarningRule(
                text(read, "rule"),
                WarningRule.Measure.valueOf(text(read, "measure")),
                text(read, "title"),
                WarningRule.Level.valueOf(text(read, "level")),
                new BigDecimal(text(read, "limit")),
                read.path("least").asInt(0),
                read.path("hours").asInt(),
                text(read, "page"),
                from(read),
                to(read),
                text(read, "basis"),
                read.path("situation").asString(""),
                read.path("orderBasis").asString(""));
    }

    private static OrderRule order(JsonNode read) {
        return new OrderRule(
                from(read),
                to(read),
                read.path("days").asInt(),
                OrderState.valueOf(text(read, "publishFrom")),
                text(read, "basis"));
    }

    private static TimelinessRule timeliness(JsonNode read) {
        return new TimelinessRule(
                from(read), to(read), read.path("fromAdmission").asBoolean(), text(read, "words"), text(read, "basis"));
    }

    private static LocalDate from(JsonNode read) {
        return LocalDate.parse(text(read, "from"));
    }

    private static LocalDate to(JsonNode read) {
        return LocalDate.parse(read.path("to").asString("9999-12-31"));
    }

    private static String text(JsonNode read, String field) {
        String text = read.path(field).asString("");
        if (text.isEmpty()) {
            throw new IllegalStateException("a rule of data quality has no " + field + ": " + read);
        }
        return text;
    }
}
