package org.mingjian.coding.app;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.mingjian.coding.Codes;
import org.mingjian.coding.domain.CheckCharacter;
import org.mingjian.coding.domain.CodeCheck;
import org.mingjian.coding.store.CodeStore;
import org.mingjian.coding.store.TradeClassFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of coding. */
@Configuration(proxyBeanMethods = false)
class CodingSetup {

    /** @param algorithm {@code mingjian.coding.check-character}: mod37-2, mod37-36 or none */
    @Bean
    Codes codes(
            CodeStore store,
            InstantSource clock,
            @Value("${mingjian.coding.check-character:mod37-2}") String algorithm) {
        Set<String> classes = TradeClassFile.read().keySet();
        return new IssuingCodes(store, clock, CheckCharacter.named(algorithm), classes);
    }

    /**
     * @param exceptions {@code mingjian.coding.credit-code-exceptions}: real codes that fail GB 32100, comma
     * between
     */
    @Bean
    CodeCheck codeCheck(
            @Value("${mingjian.coding.check-character:mod37-2}") String algorithm,
            @Value("${mingjian.coding.credit-code-exceptions:}") Set<String> exceptions) {
        Map<String, String> classes = TradeClassFile.read();
        return new CodeCheck(classes, CheckCharacter.named(algorithm), exceptions::contains);
    }
}
