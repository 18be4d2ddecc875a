package org.mingjian.ops.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mingjian.ops.Migrations;
import org.mingjian.ops.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL role the running platform works as, beside the owner role that runs migrations. It owns nothing, so it
 * can neither change a table nor switch a trigger off; of a table whose migration gives it the trigger {@value
 * #INSERT_ONLY} it may read and insert, and no more. Whatever goes wrong in the application, the record is kept by
 * rights of the database too.
 *
 * <p>Its password is derived from the owner's, so that all nodes of one database know it, and who learns it does not
 * learn the owner's.
 */
final class ApplicationRole {

    private static final String INSERT_ONLY = "insert_only";

    private static final Logger LOG = LoggerFactory.getLogger(ApplicationRole.class);

    /** Nodes that start at the same time would change the same rows of the catalogue. */
    private static final long GRANTING_LOCK = 0x4D4A5247L;

    private final DatabaseAddress owner;
    private final DatabaseAddress application;

    ApplicationRole(DatabaseAddress owner) {
        this.owner = owner;
        String name = owner.user() + "_app";
        this.application = new DatabaseAddress(owner.jdbcUrl(), name, password(owner.password(), name));
    }

    /**
     * Makes the role when it is missing, and gives it what it needs of the tables there are now.
     *
     * @return how to connect as the role; the owner itself, after a warning, when the owner may not create roles
     */
    DatabaseAddress prepare(HikariDataSource ownerPool) {
        try (Connection connection = ownerPool.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "SELECT pg_advisory_xact_lock(" + GRANTING_LOCK + ")");
            if (loginProblem().isPresent() && !create(connection)) {
                connection.rollback();
                LOG.warn(
                        "The database user {} may not create roles, so the platform works as the owner of its tables:"
                                + " ALTER ROLE {} CREATEROLE, or the record is insert-only by triggers alone.",
                        owner.user(),
                        owner.user());
                return owner;
            }
            grant(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new StartRefused(
                    "The database role " + application.user() + " cannot be prepared: " + e.getMessage()
                            + ". Drop it, or let " + owner.user() + " manage it.",
                    e);
        }
        loginProblem().ifPresent(problem -> {
            throw new StartRefused("The database does not let the role " + application.user() + " in (" + problem
                    + "): allow it as " + owner.user() + " is allowed.");
        });
        return application;
    }

    private Optional<String> loginProblem() {
        try (Connection connection =
                DriverManager.getConnection(application.jdbcUrl(), application.user(), application.password())) {
            return connection.isValid(5) ? Optional.empty() : Optional.of("no answer");
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean create(Connection connection) throws SQLException {
        boolean mayCreate = !list(
                        connection,
                        "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)")
                .isEmpty();
        if (!mayCreate) {
            return false;
        }
        String name = quoted(application.user());
        boolean there = !list(
                        connection,
                        "SELECT rolname FROM pg_roles WHERE rolname = '"
                                + application.user().replace("'", "''") + "'")
                .isEmpty();
        // The password is hexadecimal digits only, so it needs no quoting.
        execute(
                connection,
                (there ? "ALTER" : "CREATE") + " ROLE " + name + " LOGIN PASSWORD '" + application.password() + "'");
        // Committed before anybody tries the password.
        connection.commit();
        execute(connection, "SELECT pg_advisory_xact_lock(" + GRANTING_LOCK + ")");
        return true;
    }

    private void grant(Connection connection) throws SQLException {
        String role = quoted(application.user());
        for (String module : Migrations.modules()) {
            execute(connection, "GRANT USAGE ON SCHEMA " + module + " TO " + role);
            execute(connection, "GRANT USAGE ON ALL SEQUENCES IN SCHEMA " + module + " TO " + role);
            execute(connection, "REVOKE ALL ON ALL TABLES IN SCHEMA " + module + " FROM " + role);
            execute(
                    connection,
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + module + " TO " + role);
            execute(connection, "REVOKE ALL ON " + module + ".schema_history FROM " + role);
        }
        for (String table : list(
                connection,
                "SELECT t.tgrelid::regclass::text FROM pg_trigger t WHERE t.tgname = '" + INSERT_ONLY + "'")) {
            execute(connection, "REVOKE UPDATE, DELETE ON " + table + " FROM " + role);
        }
    }

    private static List<String> list(Connection connection, String question) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String password(String owners, String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("mingjian " + owners).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(role.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
