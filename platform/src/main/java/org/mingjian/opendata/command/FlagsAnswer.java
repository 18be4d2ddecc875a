package org.mingjian.opendata.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.mingjian.opendata.domain.flags.Findings;
import org.mingjian.opendata.domain.flags.Findings.Finding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Prints the answer as it goes, so that many findings take no more memory than they already do. */
final class FlagsAnswer {

    private static final List<String> MAPS = List.of(
            "ocid_buyer_r038",
            "ocid_procuringentity_r038",
            "ocid_tenderer",
            "ocid_tenderer_r024",
            "ocid_tenderer_r028",
            "ocid_tenderer_r030",
            "ocid_tenderer_r035",
            "ocid_tenderer_r058");

    private final Findings findings;
    private final PrintStream out;

    FlagsAnswer(Findings findings, PrintStream out) {
        this.findings = findings;
        this.out = out;
    }

    void print(boolean meta, boolean maps, boolean reasons) {
        // The generator closes what it writes to; standard output stays open.
        java.io.FilterOutputStream open = new java.io.FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) {
                FlagsAnswer.this.out.write(bytes, from, length);
            }

            @Override
            public void close() {
                FlagsAnswer.this.out.flush();
            }
        };
        try (JsonGenerator json = JsonMapper.shared().createGenerator(open)) {
            json.writeStartObject();
            groups(json, (indicator, finding) -> json.writeNumberProperty(indicator, finding.value()));
            if (meta) {
                meta(json);
            }
            if (maps) {
                maps(json);
            }
            if (reasons) {
                json.writeObjectPropertyStart("Reasons");
                groups(json, (indicator, finding) -> json.writeStringProperty(indicator, finding.reason()));
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        out.println();
    }

    private void groups(JsonGenerator json, BiConsumer<String, Finding> each) {
        findings.found().forEach((group, ids) -> {
            json.writeObjectPropertyStart(group.key());
            ids.forEach((id, flags) -> {
                json.writeObjectPropertyStart(id);
                flags.forEach(each);
                json.writeEndObject();
            });
            json.writeEndObject();
        });
    }

    private void meta(JsonGenerator json) {
        json.writeObjectPropertyStart("Meta");
        findings.meta().forEach((indicator, values) -> {
            json.writeObjectPropertyStart(indicator);
            values.forEach((name, value) -> {
                if (Double.isFinite(value)) {
                    json.writeNumberProperty(name, rounded(value));
                } else {
                    json.writeNullProperty(name);
                }
            });
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    /** At four decimals, half away from zero. */
    private static double rounded(double value) {
        return Math.copySign(Math.floor(Math.abs(value) * 10_000 + 0.5) / 10_000, value);
    }

    private void maps(JsonGenerator json) {
        json.writeObjectPropertyStart("Maps");
        for (String name : MAPS) {
            boolean one = name.equals("ocid_buyer_r038") || name.equals("ocid_procuringentity_r038");
            json.writeObjectPropertyStart(name);
            Map<String, Set<String>> pairs = findings.maps().getOrDefault(name, Map.of());
            pairs.forEach((ocid, ids) -> {
                if (one) {
                    json.writeStringProperty(ocid, ids.iterator().next());
                } else {
                    json.writeArrayPropertyStart(ocid);
                    ids.forEach(json::writeString);
                    json.writeEndArray();
                }
            });
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
