package org.mingjian.expert;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What binds an expert to an organisation besides the present employer.
 *
 * @param creditCode 统一社会信用代码, when it is known; else the name decides
 * @param until last day of a past employment; null for the other kinds and while it lasts
 */
public record Tie(
        Kind kind,
        String organisation,
        @Nullable String creditCode,
        @Nullable LocalDate until) {

    /** The kinds that avoidance knows (12号令 §12; 26号令). */
    public enum Kind {
        PAST_EMPLOYER("曾任职或受聘"),
        RELATIVE("近亲属任职"),
        SHAREHOLDER("持股或实际控制");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
