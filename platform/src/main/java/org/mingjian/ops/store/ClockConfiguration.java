package org.mingjian.ops.store;

import java.time.Duration;
import java.time.InstantSource;
import org.mingjian.ops.PlatformClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clock bean: inject it as {@link InstantSource}. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    /** A production platform ignores the moves that a database, once used as a sandbox, remembers. */
    @Bean
    PlatformClock platformClock(JdbcClient database, Environment environment) {
        Duration offset =
                environment.acceptsProfiles(Profiles.of("sandbox", "test")) ? lastOffset(database) : Duration.ZERO;
        return new PlatformClock(InstantSource.system(), offset);
    }

    private static Duration lastOffset(JdbcClient database) {
        return database.sql("SELECT offset_millis FROM ops.clock_move ORDER BY id DESC LIMIT 1")
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis)
                .orElse(Duration.ZERO);
    }
}
