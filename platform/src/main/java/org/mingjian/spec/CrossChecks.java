package org.mingjian.spec;

/** Judges a record beside the records that were reported before: keys, parents, changed and doubled codes. */
public interface CrossChecks {

    /** Asks {@code reported}, and changes nothing there. */
    Checked check(DataRecord record, ReportedRecords reported);

    /** What has to be kept of a record that stands, so that later ones can be judged beside it. */
    Standing standing(DataRecord record);

    /**
     * @param code value of the unique field, or empty
     * @param words the descriptive fields as one text, or empty
     */
    record Standing(String dataset, String key, String sender, String code, String words, boolean deleted) {}
}
