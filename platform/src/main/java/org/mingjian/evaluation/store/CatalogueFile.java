package org.mingjian.evaluation.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.mingjian.evaluation.domain.RejectionCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code rules/evaluation.yaml} at the start. */
@Configuration(proxyBeanMethods = false)
class CatalogueFile {

    @Bean
    RejectionCatalogue rejectionCatalogue() {
        try (InputStream in = CatalogueFile.class.getResourceAsStream("/rules/evaluation.yaml")) {
            if (in == null) {
                throw new IllegalStateException("rules/evaluation.yaml is not packed");
            }
            return YAMLMapper.shared().readValue(in, RejectionCatalogue.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
