package org.mingjian.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingjian.ops.TestDatabase;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which rights of the database the running platform has is shown by FactsTest; here, what happens on the way. */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationRoleTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final DatabaseAddress owner = new DatabaseAddress(database.url(), database.user(), database.password());

    @Test
    void theRoleIsMadeOnceAndItsPasswordIsNotTheOwners() {
        DatabaseAddress first = prepare(owner);
        DatabaseAddress second = prepare(owner);

        assertThat(first).isEqualTo(second);
        assertThat(first.user()).isEqualTo("mingjian_app");
        assertThat(first.password()).doesNotContain(owner.password());
    }

    @Test
    void aRoleWithAnotherPasswordGetsTheRightOne() {
        prepare(owner);
        database.jdbc().sql("ALTER ROLE mingjian_app PASSWORD 'forgotten'").update();

        assertThat(prepare(owner).user()).isEqualTo("mingjian_app");
    }

    @Test
    void anOwnerThatMayNotCreateRolesIsWarnedInOneLineAndWorks(CapturedOutput output) {
        database.jdbc().sql("DROP ROLE IF EXISTS modest").update();
        database.jdbc().sql("CREATE ROLE modest LOGIN PASSWORD 'abc'").update();
        DatabaseAddress modest = new DatabaseAddress(database.url(), "modest", "abc");

        DatabaseAddress works = prepare(modest);

        assertThat(works).isEqualTo(modest);
        assertThat(output.getAll().lines().filter(line -> line.contains("modest")))
                .singleElement()
                .asString()
                .contains("ALTER ROLE modest CREATEROLE");
        database.jdbc().sql("DROP ROLE modest").update();
    }

    private static DatabaseAddress prepare(DatabaseAddress address) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(address.jdbcUrl());
        settings.setUsername(address.user());
        settings.setPassword(address.password());
        settings.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            return new ApplicationRole(address).prepare(pool);
        }
    }
}
