package org.mingjian.rules.app;

import java.nio.file.Path;
import org.mingjian.rules.Rules;
import org.mingjian.rules.store.RuleFiles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the rules once at start; a bad file stops the start. */
@Configuration(proxyBeanMethods = false)
class RulesSetup {

    /** @param overrides {@code mingjian.rules.overrides}: a file of changed values, or empty for none */
    @Bean
    Rules rules(@Value("${mingjian.rules.overrides:}") String overrides) {
        return overrides.isBlank() ? RuleFiles.published() : RuleFiles.overriddenBy(Path.of(overrides));
    }
}
