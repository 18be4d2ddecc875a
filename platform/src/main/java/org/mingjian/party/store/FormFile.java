package org.mingjian.party.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.party.FieldClass;
import org.mingjian.party.domain.Form;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code rules/party/forms.yaml}. */
@Component
public class FormFile {

    private static final String FILE = "/rules/party/forms.yaml";

    private final List<Form> forms = new ArrayList<>();

    public FormFile() {
        for (JsonNode read : tree().path("forms")) {
            List<Form.Field> fields = new ArrayList<>();
            for (JsonNode field : read.path("fields")) {
                fields.add(new Form.Field(
                        field.path("name").asString(),
                        field.path("title").asString(),
                        text(field, "spec"),
                        FieldClass.valueOf(field.path("class").asString().toUpperCase(Locale.ROOT)),
                        field.path("required").asBoolean(false),
                        field.path("longest").asInt(100),
                        text(field, "pattern"),
                        text(field, "mask")));
            }
            forms.add(new Form(
                    read.path("form").asString(),
                    read.path("title").asString(),
                    read.path("many").asBoolean(),
                    List.copyOf(fields)));
        }
    }

    /** The file as it stands, for what is not a form. */
    public static JsonNode tree() {
        try (InputStream in = FormFile.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not packed");
            }
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        String value = node.path(name).asString("");
        return value.isEmpty() ? null : value;
    }

    public List<Form> all() {
        return List.copyOf(forms);
    }

    public Optional<Form> find(String name) {
        return forms.stream().filter(form -> form.form().equals(name)).findFirst();
    }
}
