package org.mingjian.exchange.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mingjian.exchange.domain.Crosswalks;
import org.mingjian.exchange.domain.Expression;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Specification;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code rules/exchange/notices.yaml}: fields of a dataset from a notice; an unknown field stops the start. */
public final class NoticeFiles {

    private static final String FILE = "/rules/exchange/notices.yaml";
    private static final Crosswalks NONE = new Crosswalks(Map.of());

    private NoticeFiles() {}

    public static Map<String, Map<String, Expression>> read(Specification specification) {
        JsonNode file = packed();
        Map<String, Map<String, Expression>> all = new LinkedHashMap<>();
        file.properties().forEach(entry -> {
            if (!entry.getKey().equals("tail")) {
                Dataset dataset = specification
                        .dataset(entry.getKey())
                        .orElseThrow(() -> new IllegalArgumentException(FILE + " names dataset " + entry.getKey()));
                Map<String, Expression> fields = new LinkedHashMap<>();
                put(entry.getValue(), dataset, fields);
                put(file.path("tail"), dataset, fields);
                all.put(entry.getKey(), fields);
            }
        });
        return all;
    }

    private static void put(JsonNode lines, Dataset dataset, Map<String, Expression> fields) {
        lines.properties().forEach(line -> {
            if (dataset.field(line.getKey()).isEmpty()) {
                throw new IllegalArgumentException(
                        FILE + " names the unknown field " + dataset.number() + "." + line.getKey());
            }
            fields.put(line.getKey(), Expression.of(line.getValue().asString(), NONE));
        });
    }

    private static JsonNode packed() {
        try (InputStream in = NoticeFiles.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalArgumentException(FILE + " is not packed");
            }
            return YAMLMapper.shared().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + FILE, unreadable);
        }
    }
}
