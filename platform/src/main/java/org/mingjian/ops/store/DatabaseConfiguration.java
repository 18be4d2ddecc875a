package org.mingjian.ops.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.mingjian.ops.DataFolder;
import org.mingjian.ops.EmbeddedPostgres;
import org.mingjian.ops.Migrations;
import org.mingjian.ops.PlatformName;
import org.mingjian.ops.StartRefused;
import org.mingjian.ops.Tier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where the data is. Settings: {@code mingjian.data} (folder), {@code mingjian.db.url user password} (an outside
 * PostgreSQL; without it the embedded one runs in the data folder), {@code mingjian.db.port} (of the embedded one, 0 =
 * free), {@code mingjian.db.pool} (connections), {@code mingjian.backup.to} (with it
 * the embedded server hands out its log of changes). The user named there owns the tables and migrates them; the
 * running platform works as another, {@link ApplicationRole}. The pool depends on the server, so it closes first.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final String DATABASE = "mingjian";

    @Bean
    DataFolder dataFolder(@Value("${mingjian.data:.mingjian/data}") Path folder) {
        return DataFolder.open(folder);
    }

    @Bean
    Tier tier(DataFolder data, @Value("${mingjian.tier:}") String asked) {
        return Tier.of(data, asked);
    }

    @Bean
    PlatformName platformName(Tier tier, @Value("${mingjian.portal.name:明鉴公共资源交易平台}") String configured) {
        return PlatformName.of(configured, tier);
    }

    @Bean
    @ConditionalOnProperty(name = "mingjian.db.url", matchIfMissing = true, havingValue = "embedded")
    EmbeddedPostgres embeddedPostgres(
            DataFolder data,
            @Value("${mingjian.db.port:0}") int port,
            @Value("${mingjian.programs:${mingjian.data:.mingjian/data}/programs}") Path programs,
            @Value("${mingjian.backup.to:}") String backups)
            throws SQLException {
        // Only where somebody takes the files away: else they would fill the disk.
        Map<String, String> settings =
                backups.isEmpty() ? Map.of() : Map.of("archive_mode", "on", "archive_timeout", "60");
        EmbeddedPostgres server = EmbeddedPostgres.start(
                new EmbeddedPostgres.Options(data.path().resolve("postgres"), programs, port, settings));
        server.ensureDatabase(DATABASE);
        return server;
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(
            ObjectProvider<EmbeddedPostgres> embedded,
            @Value("${mingjian.db.url:}") String url,
            @Value("${mingjian.db.user:}") String user,
            @Value("${mingjian.db.password:}") String password,
            @Value("${mingjian.db.pool:20}") int connections) {
        EmbeddedPostgres server = embedded.getIfAvailable();
        DatabaseAddress owner = server == null
                ? DatabaseAddress.of(url, user, password)
                : new DatabaseAddress(server.jdbcUrl(DATABASE), EmbeddedPostgres.OWNER, server.password());
        DatabaseAddress application;
        try (HikariDataSource migrating = open("migrations", owner, 2)) {
            Migrations.run(migrating);
            application = new ApplicationRole(owner).prepare(migrating);
        }
        return open("database", application, connections);
    }

    private static HikariDataSource open(String name, DatabaseAddress address, int connections) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName(name);
        settings.setMaximumPoolSize(connections);
        settings.setMinimumIdle(Math.min(2, connections));
        settings.setConnectionTimeout(10_000);
        settings.setJdbcUrl(address.jdbcUrl());
        settings.setUsername(address.user());
        settings.setPassword(address.password());
        settings.addDataSourceProperty("reWriteBatchedInserts", "true");
        settings.addDataSourceProperty("ApplicationName", "mingjian");
        try {
            return new HikariDataSource(settings);
        } catch (HikariPool.PoolInitializationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartRefused(
                    "Cannot use the database " + settings.getJdbcUrl() + " ("
                            + String.valueOf(cause.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("no reason given")
                            + "): start it, or mend the address, user and password given with --db.",
                    e);
        }
    }
}
