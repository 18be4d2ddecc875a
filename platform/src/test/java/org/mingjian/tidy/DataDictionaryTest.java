package org.mingjian.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The comments in the database are the data dictionary (数据字典); it is generated, so it must be whole. */
class DataDictionaryTest {

    private static final String OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'pg_toast')"
            + " AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_history'";

    private final JdbcClient database = TestDatabase.fresh().jdbc();

    @Test
    void everyTableHasItsChineseTerm() {
        List<String> found = names("SELECT n.nspname || '.' || c.relname FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " + OURS
                + " AND coalesce(obj_description(c.oid, 'pg_class'), '') !~ '[一-龥]' ORDER BY 1");

        assertThat(found).isEmpty();
    }

    @Test
    void everyColumnHasItsChineseTerm() {
        List<String> found = names("SELECT n.nspname || '.' || c.relname || '.' || a.attname FROM pg_class c"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid WHERE "
                + OURS + " AND a.attnum > 0 AND NOT a.attisdropped"
                + " AND coalesce(col_description(c.oid, a.attnum), '') !~ '[一-龥]' ORDER BY 1");

        assertThat(found).isEmpty();
    }

    @Test
    void thereAreTablesToDescribe() {
        assertThat(names(
                        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE " + OURS))
                .hasSizeGreaterThan(20);
    }

    private List<String> names(String question) {
        return database.sql(question).query(String.class).list();
    }
}
