package org.mingjian.spec;

import java.util.List;

/** Judges a record beside the records that were reported before: keys, parents, changed and doubled codes. */
public interface CrossChecks {

    /** Asks {@code reported}, and changes nothing there. */
    Checked check(DataRecord record, ReportedRecords reported);

    /** What has to be kept of a record that stands, so that later ones can be judged beside it. */
    Standing standing(DataRecord record);

    /** The codes of other records that a record names, as {@link #check} will ask for them. */
    List<Reference> references(DataRecord record);

    /** @param code value of the unique field of a record of {@code dataset} */
    record Reference(String dataset, String code) {}

    /**
     * @param code value of the unique field, or empty
     * @param words the descriptive fields as one text, or empty
     */
    record Standing(String dataset, String key, String sender, String code, String words, boolean deleted) {}
}
