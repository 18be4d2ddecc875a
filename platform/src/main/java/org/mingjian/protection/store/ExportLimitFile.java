package org.mingjian.protection.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalTime;
import org.mingjian.protection.domain.ExportLimits;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code rules/protection/exports.yaml}. */
@Component
public class ExportLimitFile {

    private static final String FILE = "/rules/protection/exports.yaml";

    public ExportLimits limits() {
        try (InputStream in = ExportLimitFile.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not packed");
            }
            JsonNode read = new YAMLMapper().readTree(in).path("limits");
            return new ExportLimits(
                    read.path("once").asInt(),
                    read.path("hour").asInt(),
                    read.path("day").asInt(),
                    read.path("night").asInt(),
                    LocalTime.parse(read.path("nightFrom").asString()),
                    LocalTime.parse(read.path("nightTo").asString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
