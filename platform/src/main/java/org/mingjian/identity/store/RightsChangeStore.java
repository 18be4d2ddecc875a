package org.mingjian.identity.store;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the notes by which nodes tell each other whose rights changed. Times are the database's own. */
@Repository
public class RightsChangeStore {

    /** Whose rights changed lately; {@code all} when the tree did. */
    public record Lately(Set<UUID> accounts, boolean all) {}

    private final JdbcClient sql;

    RightsChangeStore(JdbcClient sql) {
        this.sql = sql;
    }

    public Lately lately(Duration back) {
        List<String> found = sql.sql("select distinct coalesce(account::text, '*') from identity.rights_change"
                        + " where at > clock_timestamp() - make_interval(secs => :seconds)")
                .param("seconds", back.toSeconds())
                .query(String.class)
                .list();
        Set<UUID> accounts = new HashSet<>();
        found.stream()
                .filter(Objects::nonNull)
                .filter(text -> !text.equals("*"))
                .map(UUID::fromString)
                .forEach(accounts::add);
        return new Lately(accounts, found.contains("*"));
    }

    public void drop(Duration older) {
        sql.sql("delete from identity.rights_change where at < clock_timestamp() - make_interval(secs => :seconds)")
                .param("seconds", older.toSeconds())
                .update();
    }
}
