package org.mingjian.spec.app;

import org.mingjian.spec.Specifications;
import org.mingjian.spec.store.SpecFiles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the specification once at start; a bad file stops the start. */
@Configuration(proxyBeanMethods = false)
class SpecSetup {

    @Bean
    Specifications specifications() {
        return SpecFiles.published();
    }
}
