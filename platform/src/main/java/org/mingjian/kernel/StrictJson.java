package org.mingjian.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON that strangers wrote. Malformed UTF-8, duplicate keys, trailing text, deep nesting and numbers of absurd
 * length are refused; fractions keep their digits.
 */
public final class StrictJson {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /** What is wrong with a text, and where; one line. */
    public static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }

        /** What is wrong, never null. */
        public String what() {
            return String.valueOf(getMessage());
        }
    }

    public static JsonNode parse(byte[] utf8) throws Malformed {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException malformed) {
            throw new Malformed("not UTF-8");
        }
    }

    public static JsonNode parse(String text) throws Malformed {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new Malformed("empty");
            }
            return node;
        } catch (JacksonException malformed) {
            throw new Malformed("not JSON" + where(malformed) + ": "
                    + malformed.getOriginalMessage().lines().findFirst().orElse("malformed"));
        } catch (NumberFormatException beyond) {
            throw new Malformed("a number beyond every limit");
        }
    }

    private static String where(JacksonException malformed) {
        var at = malformed.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
