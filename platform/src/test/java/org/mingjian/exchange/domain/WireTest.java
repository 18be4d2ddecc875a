package org.mingjian.exchange.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.DataRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WireTest {

    private static final String STAMP = "DATA_TIMESTAMP";

    @Property(tries = 300)
    void digestsAreThoseOfTheCanonicalTree(
            @ForAll("texts") Map<String, String> fields, @ForAll("texts") Map<String, String> withheld) {
        DataRecord record = record(fields, withheld);

        assertThat(Wire.digests(record))
                .isEqualTo(new Wire.Digests(byTree(record, 2, 1, "9120"), byTree(without(record), 0, 0, "")));
        assertThat(Wire.digest(record)).isEqualTo(Wire.digests(record).digest());
        assertThat(Wire.content(record)).isEqualTo(Wire.digests(record).content());
    }

    @Test
    void theTimeStampChangesTheDigestAndNotTheContentWhereverItStands() {
        for (Map<String, String> others :
                List.of(Map.<String, String>of(), Map.of("A", "1"), Map.of("Z", "1"), Map.of("A", "1", "Z", "2"))) {
            DataRecord early = stamped(others, "20260301090000");
            DataRecord late = stamped(others, "20260301090001");

            assertThat(Wire.digest(early)).isNotEqualTo(Wire.digest(late));
            assertThat(Wire.content(early)).isEqualTo(Wire.content(late)).isEqualTo(Wire.content(without(early)));
        }
    }

    @Provide
    Arbitrary<Map<String, String>> texts() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of(STAMP, "A", "DATA_TIMESTAMP_2", "招标编号"),
                Arbitraries.strings().alpha().ofMaxLength(6));
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of("", "\"\\\n\u0000\u001f", "😀公告", "20260301090000"),
                Arbitraries.strings().ofMaxLength(12).filter(WireTest::isWhole));
        return Arbitraries.maps(names, values).ofMaxSize(6);
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    private static DataRecord stamped(Map<String, String> others, String stamp) {
        Map<String, String> fields = new LinkedHashMap<>(others);
        fields.put(STAMP, stamp);
        return record(fields, Map.of());
    }

    private static DataRecord without(DataRecord record) {
        Map<String, String> fields = new LinkedHashMap<>(record.fields());
        fields.remove(STAMP);
        return record(fields, record.withheld());
    }

    private static DataRecord record(Map<String, String> fields, Map<String, String> withheld) {
        return new DataRecord("502", "SECTION", "9120502202603010003444", 2, 1, "9120", fields, withheld);
    }

    private static String byTree(DataRecord record, int op, int channel, String sender) {
        ObjectNode tree = JsonMapper.shared().createObjectNode();
        tree.put("dataset", record.dataset()).put("key", record.key());
        tree.put("op", op).put("channel", channel).put("sender", sender);
        tree.set("fields", JsonMapper.shared().valueToTree(new TreeMap<>(record.fields())));
        tree.set("withheld", JsonMapper.shared().valueToTree(new TreeMap<>(record.withheld())));
        return Sm3.hex(Sm3.digest(CanonicalJson.bytes(tree)));
    }
}
