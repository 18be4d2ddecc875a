package org.mingjian.ops;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
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

    /** Brings every schema to the newest version. Safe to run from several processes: Flyway locks. */
    public static void run(DataSource database) {
        for (String module : modules()) {
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
    }

    /** Names of the modules that have a schema, lower ones first. */
    public static List<String> modules() {
        TreeSet<String> found = new TreeSet<>();
        try {
            Resource[] scripts =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + ROOT + "*/V*.sql");
            for (Resource script : scripts) {
                String url = script.getURL().toString();
                String below = url.substring(url.lastIndexOf(ROOT) + ROOT.length());
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
