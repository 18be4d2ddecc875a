package org.mingjian.spec.domain.notices;

import java.util.List;
import java.util.Map;

/**
 * What became of a notice.
 *
 * @param dataset number of the dataset it would be a record of, or empty
 * @param read what could be read from it, by Chinese name, in the forms of the specification
 */
public record Imported(Notice notice, String dataset, Map<String, String> read, List<Gap> gaps) {

    /** @param detail what exactly, with the value that was found */
    public record Gap(GapKind kind, String detail) {}
}
