package org.mingjian.watch.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mingjian.watch.domain.AttackRule;
import org.mingjian.watch.domain.AttackRules;
import org.mingjian.watch.domain.Known.Answer;
import org.mingjian.watch.domain.Tripwire;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code rules/protection/attacks.yaml}. */
@Component
public class AttackRuleFile {

    private static final String FILE = "/rules/protection/attacks.yaml";

    public AttackRules rules() {
        try (InputStream in = AttackRuleFile.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not packed");
            }
            JsonNode read = new YAMLMapper().readTree(in);
            return new AttackRules(
                    read.path("rules").valueStream().map(AttackRuleFile::rule).toList(),
                    read.path("tripwires")
                            .valueStream()
                            .map(AttackRuleFile::tripwire)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private static AttackRule rule(JsonNode one) {
        Set<AttackRule.Place> places = one.path("in")
                .valueStream()
                .map(place -> AttackRule.Place.valueOf(upper(place)))
                .collect(Collectors.toUnmodifiableSet());
        return new AttackRule(
                text(one, "rule"),
                text(one, "title"),
                places,
                Answer.valueOf(upper(one.path("answer"))),
                text(one, "reason"),
                one.path("words").valueStream().map(JsonNode::asString).toList(),
                Pattern.compile(text(one, "pattern"), Pattern.CASE_INSENSITIVE));
    }

    private static Tripwire tripwire(JsonNode one) {
        return new Tripwire(
                text(one, "rule"),
                text(one, "title"),
                Tripwire.On.valueOf(upper(one.path("on"))),
                one.path("threshold").asInt(),
                one.path("minutes").asInt(),
                Answer.valueOf(upper(one.path("answer"))),
                text(one, "reason"));
    }

    private static String upper(JsonNode word) {
        return word.asString().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String text(JsonNode one, String field) {
        String text = one.path(field).asString("");
        if (text.isEmpty()) {
            throw new IllegalStateException(FILE + ": " + one.path("rule").asString("a rule") + " has no " + field);
        }
        return text;
    }
}
