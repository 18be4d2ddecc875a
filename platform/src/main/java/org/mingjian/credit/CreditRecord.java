package org.mingjian.credit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 信用记录.
 *
 * @param organisation whose record it is; null for an expert who belongs to no organisation of this platform
 * @param person whom of the subject's people it is about; null for the organisation itself
 * @param personKey keyed digest of the person's number, never told
 * @param personAccount the person's account here, for experts
 * @param decision number of the decision 文书号
 * @param endsOn the first day on which it no longer counts
 * @param barFrom first day of a debarment 禁止参加投标; null when it bars nobody
 * @param barTo the day after its last day
 * @param repairFrom the first day on which a repair may be asked for; null when the law allows none
 * @param answerBy last day for the answer to an appeal or a request that waits
 */
public record CreditRecord(
        UUID id,
        @Nullable UUID organisation,
        String name,
        String creditCode,
        SubjectKind subject,
        @Nullable String person,
        @JsonIgnore @Nullable String personKey,
        @Nullable UUID personAccount,
        Category category,
        String decision,
        String authority,
        LocalDate decidedOn,
        String basis,
        String matter,
        LocalDate endsOn,
        @Nullable LocalDate barFrom,
        @Nullable LocalDate barTo,
        @Nullable LocalDate repairFrom,
        CreditState state,
        UUID collectedBy,
        @Nullable LocalDate answerBy,
        @Nullable String plea,
        @Nullable String answer,
        Instant changedAt) {

    /** 四类主体. */
    public enum SubjectKind {
        TENDERER("招标人"),
        AGENCY("招标代理机构"),
        BIDDER("投标人"),
        EXPERT("评标专家");

        private final String title;

        SubjectKind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What kind of record; numbers of the national data sets beside them. */
    public enum Category {
        AWARD("奖励", 304),
        PERFORMANCE("履约评价", 305),
        VIOLATION("违法违规", 300),
        PUNISHMENT("行政处罚", 300),
        COLLUSION("串通投标、弄虚作假", 300),
        BLACKLIST("失信惩戒名单", 302),
        SOCIAL("社会信用信息", 306);

        private final String title;
        private final int dataset;

        Category(String title, int dataset) {
            this.title = title;
            this.dataset = dataset;
        }

        public String title() {
            return title;
        }

        public int dataset() {
            return dataset;
        }
    }

    /** True when it counts on this day: published, not repaired, not withdrawn, not over. */
    public boolean countsOn(LocalDate day) {
        return state.isInForce() && day.isBefore(endsOn);
    }

    /** True when it shuts its organisation, or the person it is about, out on this day. */
    public boolean barsOn(LocalDate day) {
        return countsOn(day) && barFrom != null && barTo != null && !day.isBefore(barFrom) && day.isBefore(barTo);
    }
}
