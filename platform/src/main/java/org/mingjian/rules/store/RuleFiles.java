package org.mingjian.rules.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mingjian.rules.CalendarYear;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.Rules;
import org.mingjian.rules.WorkCalendar;
import org.mingjian.rules.domain.DatedRuleBook;
import org.mingjian.rules.domain.Rule;
import org.mingjian.rules.domain.RuleVersions;
import org.mingjian.rules.domain.Shape;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rules packed under {@code rules/} of the class path, as {@code rules/trades.yaml} lists them. */
public final class RuleFiles implements Rules {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Trade> trades = new TreeMap<>();
    private final WorkCalendar calendar;

    private record Trade(Map<String, String> events, RuleVersions versions) {}

    private RuleFiles(Optional<Path> overrides) {
        Fields index = new Fields("trades.yaml", packed("trades.yaml"));
        List<CalendarYear> years = new ArrayList<>();
        for (String year : index.list("calendar")) {
            String file = "calendar/" + year + ".yaml";
            years.add(CalendarFiles.read(Integer.parseInt(year), file, packed(file)));
        }
        calendar = new WorkCalendar(years);
        JsonNode list = index.find("trades").orElseThrow(() -> index.mistake("lacks trades"));
        for (Map.Entry<String, JsonNode> trade : list.properties()) {
            trades.put(trade.getKey(), trade(trade.getKey(), trade.getValue()));
        }
        index.nothingElse();
        overrides.ifPresent(this::override);
    }

    /** The rules as published. */
    public static Rules published() {
        return new RuleFiles(Optional.empty());
    }

    /** @param overrides a YAML list of changes to values that are not certain; see {@code rules/README.md} */
    public static Rules overriddenBy(Path overrides) {
        return new RuleFiles(Optional.of(overrides));
    }

    @Override
    public RuleBook book(String trade, LocalDate pinned) {
        Trade rules = trades.get(trade);
        if (rules == null) {
            throw new IllegalArgumentException("no rules for the trade " + trade + "; known: " + trades());
        }
        List<Rule> inForce = rules.versions().on(pinned);
        if (inForce.isEmpty()) {
            throw new IllegalArgumentException("no rule of " + trade + " is in force on " + pinned);
        }
        return new DatedRuleBook(pinned, inForce, rules.events(), calendar);
    }

    @Override
    public Set<String> trades() {
        return Set.copyOf(trades.keySet());
    }

    @Override
    public WorkCalendar calendar() {
        return calendar;
    }

    private static Trade trade(String name, JsonNode files) {
        Map<String, String> events = new LinkedHashMap<>();
        String eventFile = name + "/events.yaml";
        new Fields(eventFile, packed(eventFile)).map("events").forEach(events::put);
        List<Rule> rules = new ArrayList<>();
        for (JsonNode file : files) {
            String where = name + "/" + file.asString() + ".yaml";
            int line = 0;
            for (JsonNode rule : packed(where)) {
                line++;
                rules.add(RuleLines.read(new Fields(where + " rule " + line, rule)));
            }
        }
        rules.forEach(rule -> requireKnownEvents(rule, events.keySet()));
        return new Trade(events, new RuleVersions(rules));
    }

    private static void requireKnownEvents(Rule rule, Set<String> known) {
        if (rule.shape() instanceof Shape.Clock clock) {
            List<String> named = new ArrayList<>(List.of(clock.start(), clock.end()));
            named.addAll(clock.pairing().opens());
            if (clock instanceof Shape.Lock lock) {
                named.addAll(lock.forbids());
            }
            named.removeAll(known);
            if (!named.isEmpty()) {
                throw new IllegalArgumentException(rule.id() + " names unknown events " + named);
            }
        }
    }

    private void override(Path file) {
        JsonNode lines;
        try (InputStream in = Files.newInputStream(file)) {
            lines = YAML.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the rule overrides " + file, unreadable);
        }
        for (JsonNode line : lines) {
            Fields fields = new Fields(file.getFileName() + ":", line);
            String trade = fields.need("trade");
            String id = fields.need("rule");
            Trade rules = trades.get(trade);
            if (rules == null || !rules.versions().has(id)) {
                throw fields.mistake("changes the unknown rule " + trade + " " + id);
            }
            fields.need("reason");
            RuleVersions changed = rules.versions().changed(id, rule -> changed(rule, fields));
            fields.nothingElse();
            trades.put(trade, new Trade(rules.events(), changed));
        }
    }

    private static Rule changed(Rule rule, Fields fields) {
        Rule changed = rule;
        Optional<String> value = fields.text("value");
        if (value.isPresent()) {
            if (rule.certainty().mayRefuse()) {
                throw fields.mistake("changes " + rule.id() + ", whose value is the law's own (【原】)");
            }
            changed = RuleLines.withValue(changed, value.get(), fields);
        }
        Optional<String> lastDay = fields.text("lastDay");
        return lastDay.isPresent() ? RuleLines.withLastDay(changed, lastDay.get(), fields) : changed;
    }

    /** A YAML document of the class path. */
    static JsonNode packed(String name) {
        try (InputStream in = RuleFiles.class.getResourceAsStream("/rules/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("rules/" + name + " is not packed");
            }
            return YAML.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read rules/" + name, unreadable);
        }
    }
}
