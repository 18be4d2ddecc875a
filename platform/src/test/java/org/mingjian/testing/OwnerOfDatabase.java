package org.mingjian.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.env.Environment;

/** The owner of the platform's tables, whom the platform's own grants do not bind. */
public final class OwnerOfDatabase {

    private final PGSimpleDataSource source = new PGSimpleDataSource();

    public OwnerOfDatabase(Environment environment) {
        source.setUrl(environment.getRequiredProperty("mingjian.db.url"));
        source.setUser(environment.getRequiredProperty("mingjian.db.user"));
        source.setPassword(environment.getRequiredProperty("mingjian.db.password"));
    }

    public void run(String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement call = connection.createStatement()) {
            for (String statement : statements) {
                call.execute(statement);
            }
        }
    }
}
