package org.mingjian.spec;

import java.util.Optional;

/** The records that stand reported, as the cross checks ask for them. Who keeps them implements it. */
public interface ReportedRecords {

    Optional<CrossChecks.Standing> byKey(String dataset, String key);

    /** The record that stands with this value in its unique field (项目编号, 招标项目编号, 标段编号). */
    Optional<CrossChecks.Standing> byCode(String dataset, String code);

    /** The record that stands with the same descriptive words. */
    Optional<CrossChecks.Standing> byWords(String dataset, String words);

    /** Whether everything that was ever reported is known here; a single file is not, and then absence only warns. */
    boolean complete();
}
