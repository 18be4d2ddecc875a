package org.mingjian.protection.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.mingjian.identity.Outgoing;
import org.mingjian.protection.domain.ExportLimits;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code rules/protection/exports.yaml}. */
@Component
public class ExportLimitFile {

    private static final String FILE = "/rules/protection/exports.yaml";

    public Map<Outgoing.Kind, ExportLimits> limits() {
        try (InputStream in = ExportLimitFile.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not packed");
            }
            JsonNode read = new YAMLMapper().readTree(in).path("limits");
            Map<Outgoing.Kind, ExportLimits> limits = new EnumMap<>(Outgoing.Kind.class);
            for (Outgoing.Kind kind : Outgoing.Kind.values()) {
                JsonNode of = read.path(kind.name().toLowerCase(Locale.ROOT));
                limits.put(
                        kind,
                        new ExportLimits(
                                of.path("once").asInt(),
                                of.path("minute").asInt(),
                                of.path("hour").asInt(),
                                of.path("day").asInt(),
                                of.path("night").asInt(),
                                LocalTime.parse(read.path("nightFrom").asString()),
                                LocalTime.parse(read.path("nightTo").asString())));
            }
            return limits;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
