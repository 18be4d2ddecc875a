package org.mingjian.exchange.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mingjian.exchange.domain.Crosswalks;
import org.mingjian.exchange.domain.Expression;
import org.mingjian.exchange.domain.Mapping;
import org.mingjian.facts.Secrecy;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Specification;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The mapping packed under {@code rules/exchange/}, with the code values that an operator has of the standard's own
 * text beside it; a name that the specification or the packed files do not have stops the start.
 */
public final class MappingFiles {

    private static final List<String> FILES = List.of("construction", "supervision", "subjects", "credit", "experts");
    private static final String PERSONAL = "个人隐私（运行管理办法 §5）";

    private final Specification specification;
    private final Crosswalks crosswalks;

    private MappingFiles(Specification specification, Crosswalks crosswalks) {
        this.specification = specification;
        this.crosswalks = crosswalks;
    }

    /** @param codes tables of the operator, as in {@code crosswalks.yaml}; need not exist */
    public static Mapping read(Specification specification, Path codes) {
        Map<String, Map<String, String>> tables = new LinkedHashMap<>();
        packed("crosswalks").properties().forEach(table -> tables.put(table.getKey(), texts(table.getValue())));
        own(codes).properties().forEach(table -> {
            Map<String, String> known = tables.get(table.getKey());
            if (known == null) {
                throw new IllegalArgumentException(codes + " names the unknown table " + table.getKey());
            }
            known.putAll(texts(table.getValue()));
        });
        return new MappingFiles(specification, new Crosswalks(tables)).all();
    }

    private Mapping all() {
        Map<String, Mapping.Family> families = new LinkedHashMap<>();
        Map<String, String> unmapped = new TreeMap<>();
        for (String name : FILES) {
            JsonNode file = packed(name);
            families.merge(file.path("stream").asString(), family(file), MappingFiles::joined);
            unmapped.putAll(texts(file.path("unmapped")));
        }
        Set<String> built = families.values().stream()
                .flatMap(family -> family.lines().stream())
                .map(Mapping.Line::dataset)
                .collect(Collectors.toSet());
        built.retainAll(unmapped.keySet());
        if (!built.isEmpty()) {
            throw new IllegalArgumentException("the mapping both builds and does not build " + built);
        }
        return new Mapping(List.copyOf(families.values()), unmapped);
    }

    /** Two files about the same streams; the first one says what is remembered. */
    private static Mapping.Family joined(Mapping.Family one, Mapping.Family two) {
        Map<String, String> names = new LinkedHashMap<>(one.memory().names());
        names.putAll(two.memory().names());
        List<Mapping.Line> lines = new ArrayList<>(one.lines());
        lines.addAll(two.lines());
        Mapping.Memory first = one.memory();
        return new Mapping.Family(
                one.stream(),
                new Mapping.Memory(names, first.kept(), first.dropped(), first.needs(), first.trade()),
                List.copyOf(lines));
    }

    private Mapping.Family family(JsonNode file) {
        Mapping.Memory memory = new Mapping.Memory(
                texts(file.path("remember")),
                secrecies(file.path("keep")),
                Set.copyOf(list(file.path("drop"))),
                file.path("needs").asString(""),
                file.path("trade").asString(""));
        List<Mapping.Line> lines = new ArrayList<>();
        for (JsonNode node : file.path("records")) {
            lines.add(line(node, file));
        }
        return new Mapping.Family(file.path("stream").asString(), memory, List.copyOf(lines));
    }

    private Mapping.Line line(JsonNode node, JsonNode file) {
        String number = node.path("dataset").asString();
        Dataset dataset = specification
                .dataset(number)
                .orElseThrow(() -> new IllegalArgumentException("the mapping names the unknown dataset " + number));
        Map<String, String> texts = new LinkedHashMap<>();
        texts.putAll(texts(file.path("bases").path(node.path("base").asString(""))));
        texts.putAll(texts(node.path("fields")));
        texts(file.path("tail")).forEach((field, text) -> {
            if (dataset.field(field).isPresent()) {
                texts.put(field, text);
            }
        });
        Map<String, String> gaps = texts(node.path("gaps"));
        Map<String, String> withheld = withheld(node.path("withheld"));
        Set<String> named = new HashSet<>(texts.keySet());
        named.addAll(gaps.keySet());
        named.addAll(withheld.keySet());
        named.removeIf(field -> dataset.field(field).isPresent());
        if (!named.isEmpty()) {
            throw new IllegalArgumentException("the mapping of " + number + " names the unknown fields " + named);
        }
        Map<String, Expression> fields = new LinkedHashMap<>();
        texts.forEach((field, text) -> fields.put(field, Expression.of(text, crosswalks)));
        return new Mapping.Line(
                number,
                trigger(node),
                new Mapping.Items(
                        node.path("each").asString(""), node.path("join").asString("")),
                Expression.of(node.path("identity").asString(), crosswalks),
                fields,
                withheld,
                gaps);
    }

    private static Mapping.Trigger trigger(JsonNode node) {
        Map<String, Set<String>> when = new LinkedHashMap<>();
        node.path("when").properties().forEach(entry -> when.put(entry.getKey(), Set.copyOf(list(entry.getValue()))));
        return new Mapping.Trigger(
                Set.copyOf(list(node.path("on"))),
                secrecies(node.path("from")),
                when,
                node.path("gone").asBoolean(false));
    }

    /** A list is of personal fields; with another reason it is a table. */
    private static Map<String, String> withheld(JsonNode node) {
        if (node.isObject()) {
            return texts(node);
        }
        Map<String, String> withheld = new LinkedHashMap<>();
        list(node).forEach(field -> withheld.put(field, PERSONAL));
        return withheld;
    }

    private static Set<Secrecy> secrecies(JsonNode node) {
        Set<Secrecy> all = EnumSet.of(Secrecy.PUBLIC);
        list(node).forEach(name -> all.add(Secrecy.valueOf(name)));
        return all;
    }

    /** One text, or several. */
    private static List<String> list(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(JsonNode::asString).toList()
                : node.isMissingNode() ? List.of() : List.of(node.asString());
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
        return texts;
    }

    private static JsonNode own(Path codes) {
        if (!Files.exists(codes)) {
            return YAMLMapper.shared().createObjectNode();
        }
        try (InputStream in = Files.newInputStream(codes)) {
            return YAMLMapper.shared().readTree(in);
        } catch (IOException | JacksonException unreadable) {
            throw new IllegalArgumentException(codes + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static JsonNode packed(String name) {
        try (InputStream in = MappingFiles.class.getResourceAsStream("/rules/exchange/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalArgumentException("rules/exchange/" + name + ".yaml is not packed");
            }
            return YAMLMapper.shared().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read rules/exchange/" + name + ".yaml", unreadable);
        }
    }
}
