package org.mingjian.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonTest {

    /** RFC 8785 §3.2.2 and §3.2.3: the example's string, and keys by UTF-16 code units. */
    @Test
    void stringsAndOrderAreThoseOfTheStandard() {
        assertThat(canonical("{\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"}"))
                .isEqualTo("{\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        assertThat(
                        canonical(
                                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}"))
                .isEqualTo("{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}");
        assertThat(canonical("\"\\b\\f\\t\\u0000\\u007f\"")).isEqualTo("\"\\b\\f\\t\\u0000\u007f\"");
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAgain(@ForAll @StringLength(max = 30) String text) {
        boolean whole = text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        StringBuilder out = new StringBuilder();
        if (whole) {
            CanonicalJson.writeString(text, out);
            assertThat(JsonMapper.shared().readTree(out.toString()).stringValue())
                    .isEqualTo(text);
        } else {
            assertThatThrownBy(() -> CanonicalJson.writeString(text, out)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String canonical(String json) {
        return new String(CanonicalJson.bytes(JsonMapper.shared().readTree(json)), StandardCharsets.UTF_8);
    }
}
