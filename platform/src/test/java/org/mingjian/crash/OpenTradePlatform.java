package org.mingjian.crash;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.mingjian.Platform;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.DataFolder;
import org.mingjian.sealing.Tendering;
import org.mingjian.tender.Tenders;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * The platform as a process of its own; the first start on a data folder also opens a trade for bids. No {@code
 * @Configuration}, so that other tests' platforms do not find it.
 */
public class OpenTradePlatform {

    static final String TRADE = "A01-12320000466011756J-20240115-000001-S";

    public static void main(String[] args) {
        SpringApplication.run(new Class<?>[] {Platform.class, OpenTradePlatform.class}, args);
    }

    @Bean
    @Order(1000)
    ApplicationRunner openTrade(Tenders tenders, Accounts accounts, InstantSource clock, DataFolder data) {
        return (ApplicationArguments arguments) -> {
            Instant deadline = clock.instant().plus(Duration.ofMinutes(40));
            if (!Files.exists(data.path().resolve("deadline"))) {
                new Tendering(tenders, accounts).closingAt(deadline);
                Files.writeString(data.path().resolve("deadline"), deadline.toString());
            }
        };
    }
}
