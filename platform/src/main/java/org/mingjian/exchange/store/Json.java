package org.mingjian.exchange.store;

import java.util.List;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What lies in the text columns. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};
    private static final TypeReference<List<Wire.File>> FILES = new TypeReference<>() {};

    private Json() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static DataRecord record(String text) {
        return Wire.whole(MAPPER.readValue(text, DataRecord.class));
    }

    static List<Problem> problems(String text) {
        return MAPPER.readValue(text, PROBLEMS);
    }

    static List<Wire.File> files(String text) {
        return MAPPER.readValue(text, FILES);
    }

    static Wire.Found found(String text) {
        return MAPPER.readValue(text, Wire.Found.class);
    }

    /** What a column of identifiers can hold of a hostile text. */
    static String plain(String text, int longest) {
        if (text.length() <= longest && text.chars().noneMatch(c -> c < ' ')) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> plain.appendCodePoint(c < ' ' ? '\uFFFD' : c));
        return plain.toString();
    }
}
