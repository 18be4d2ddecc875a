package org.mingjian.spec.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mingjian.spec.Field;
import org.mingjian.spec.FormFields.Asked;
import org.mingjian.spec.Specification;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code rules/spec/forms.yaml}; a field that the specification does not have stops the start. */
public final class FormLines {

    private static final String FILE = "/rules/spec/forms.yaml";

    private FormLines() {}

    public static Map<String, Map<String, Asked>> read(Specification specification) {
        Map<String, Map<String, Asked>> forms = new LinkedHashMap<>();
        packed().properties().forEach(form -> {
            Map<String, Asked> fields = new LinkedHashMap<>();
            form.getValue()
                    .properties()
                    .forEach(line ->
                            fields.put(line.getKey(), asked(line.getValue().asString(), specification)));
            forms.put(form.getKey(), fields);
        });
        return forms;
    }

    private static Asked asked(String text, Specification specification) {
        int point = text.indexOf('.');
        String dataset = text.substring(0, Math.max(point, 0));
        String code = text.substring(point + 1);
        Field field = specification
                .dataset(dataset)
                .flatMap(found -> found.field(code))
                .orElseThrow(() -> new IllegalArgumentException(FILE + " names the unknown field " + text));
        return new Asked(dataset, code, field.name());
    }

    private static JsonNode packed() {
        try (InputStream in = FormLines.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalArgumentException(FILE + " is not packed");
            }
            return YAMLMapper.shared().readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + FILE, unreadable);
        }
    }
}
