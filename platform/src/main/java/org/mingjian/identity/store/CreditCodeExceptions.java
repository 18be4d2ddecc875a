package org.mingjian.identity.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.mingjian.kernel.CreditCode;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The codes that are real although GB 32100 says otherwise: {@code rules/coding/credit-code-exceptions.yaml}. */
@Component
public class CreditCodeExceptions {

    private static final String FILE = "/rules/coding/credit-code-exceptions.yaml";

    private final Set<String> codes = new HashSet<>();

    CreditCodeExceptions() {
        try (InputStream in = CreditCodeExceptions.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not packed");
            }
            for (JsonNode entry : new YAMLMapper().readTree(in).path("exceptions")) {
                codes.add(new CreditCode(entry.path("code").asString()).value());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + FILE, unreadable);
        }
    }

    public boolean has(String code) {
        return codes.contains(code);
    }
}
