package org.mingjian.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * One Flyway run per module: the scripts of {@code db/migration/<module>/} go to the schema {@code <module>}, which has
 * its own history, so a module can be moved to another database whole. Folders are found on the class path.
 */
public final class Migrations {

    /** Lower modules first; folders that are not named here follow in alphabetical order. */
    private static final List<String> ORDER = List.of(
            "ops",
            "identity",
            "facts",
            "rules",
            "document",
            "message",
            "coding",
            "party",
            "expert",
            "venue",
            "tender",
            "intake",
            "sealing",
            "evaluation",
            "deposit",
            "contract",
            "portal");

    private static final String ROOT = "db/migration/";

    private Migrations() {}

    /**
     * Brings every schema to the newest version. Safe to run from several processes: Flyway locks. When the last run
     * that ended well had the very same scripts, nothing is looked at: a start need not load Flyway for that.
     */
    public static void run(DataSource database) {
        List<Resource> scripts = scripts();
        String fingerprint = fingerprint(scripts);
        try {
            if (!fingerprint.equals(known(database))) {
                modules(scripts).forEach(module -> migrate(database, module));
                remember(database, fingerprint);
            }
        } catch (SQLException e) {
            throw new StartRefused("The database cannot be brought up to date: " + e.getMessage(), e);
        }
    }

    private static void migrate(DataSource database, String module) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:" + ROOT + module)
                    .schemas(module)
                    .defaultSchema(module)
                    .table("schema_history")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartRefused(
                    "The database schema " + module + " cannot be brought up to date: " + firstLine(e), e);
        }
    }

    private static String known(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("select to_regclass('ops.migrated') is not null")) {
                if (!table.next() || !table.getBoolean(1)) {
                    return "";
                }
            }
            try (ResultSet row = statement.executeQuery("select fingerprint from ops.migrated where id = 1")) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private static void remember(DataSource database, String fingerprint) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("insert into ops.migrated (id, fingerprint)"
                        + " values (1, ?) on conflict (id) do update set fingerprint = excluded.fingerprint,"
                        + " at = now()")) {
            statement.setString(1, fingerprint);
            statement.executeUpdate();
        }
    }

    /** Over name and content of every script, in the order of their names. */
    private static String fingerprint(List<Resource> scripts) {
        TreeMap<String, byte[]> contents = new TreeMap<>();
        try {
            for (Resource script : scripts) {
                contents.put(below(script), script.getContentAsByteArray());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the class path cannot be read", e);
        }
        Sm3 digest = new Sm3();
        contents.forEach(
                (name, content) -> digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8))
                        .update(content));
        return Sm3.hex(digest.finish());
    }

    /** Names of the modules that have a schema, lower ones first. */
    public static List<String> modules() {
        return modules(scripts());
    }

    private static List<Resource> scripts() {
        try {
            return List.of(new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "*/V*.sql"));
        } catch (IOException e) {
            throw new IllegalStateException("the class path cannot be read", e);
        }
    }

    /** {@code module/V0001__name.sql}. */
    private static String below(Resource script) throws IOException {
        String url = script.getURL().toString();
        return url.substring(url.lastIndexOf(ROOT) + ROOT.length());
    }

    private static List<String> modules(List<Resource> scripts) {
        TreeSet<String> found = new TreeSet<>();
        try {
            for (Resource script : scripts) {
                String below = below(script);
                found.add(below.substring(0, below.indexOf('/')));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the class path cannot be read", e);
        }
        List<String> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt(Migrations::rank));
        return ordered;
    }

    private static int rank(String module) {
        int place = ORDER.indexOf(module);
        return place < 0 ? ORDER.size() : place;
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("no reason given");
    }
}
