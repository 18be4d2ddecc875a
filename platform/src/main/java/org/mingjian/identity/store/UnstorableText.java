package org.mingjian.identity.store;

import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataIntegrityViolationException;

/** Tells text that no database keeps (U+0000) from other broken constraints. */
public final class UnstorableText {

    /** PostgreSQL: character_not_in_repertoire, untranslatable_character. */
    private static final Set<String> STATES = Set.of("22021", "22P05");

    private UnstorableText() {}

    public static boolean causes(DataIntegrityViolationException e) {
        return e.getMostSpecificCause() instanceof SQLException cause && STATES.contains(cause.getSQLState());
    }
}
