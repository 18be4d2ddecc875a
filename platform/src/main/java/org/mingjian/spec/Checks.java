package org.mingjian.spec;

import java.util.List;

/** Judges a record by itself: pure, without a database, safe to call from many threads. */
public interface Checks {

    /** Header, fields and record. */
    Checked check(DataRecord record);

    /**
     * One value of one field, where it is typed.
     *
     * @throws IllegalArgumentException when the version has no such dataset or field
     */
    List<Problem> checkField(String dataset, String field, String value);
}
