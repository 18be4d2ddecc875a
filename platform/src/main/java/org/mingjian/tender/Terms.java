package org.mingjian.tender;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;

/**
 * 招标文件的结构化条款: what the notice and documents say, as fields. Everything later (clocks, opening, scoring, contract)
 * reads these and nothing else; standards that are not here may not be used (条例 §49).
 *
 * @param ceilingPrice 最高投标限价; there is no lowest price (条例 §27)
 * @param documentsFrom 招标文件开始发出
 * @param documentsTo 发售截止
 * @param bidDeadline 投标截止 = 开标时间
 * @param validityDays 投标有效期, days from the deadline
 * @param decryptMinutes 解密时限, minutes from the deadline
 * @param remedy 招标文件是否约定解密补救方案 (20号令 §31)
 * @param method {@code EM-1} 经评审的最低投标价法 or {@code EM-2} 综合评估法
 * @param price price scoring as in a scoring sheet: method, full, parameters; null for EM-1
 * @param openers who can open a bid whose key fails, null where nobody can
 * @param mandatory whether the law makes this tender compulsory 依法必须招标; null: it does
 * @param candidates how many candidates the panel recommends, 1 to 3
 */
public record Terms(
        Money ceilingPrice,
        Money deposit,
        Instant documentsFrom,
        Instant documentsTo,
        Instant bidDeadline,
        int validityDays,
        int decryptMinutes,
        boolean remedy,
        String method,
        @Nullable PriceScoring price,
        List<Criterion> criteria,
        int candidates,
        String scope,
        String qualification,
        int durationDays,
        String quality,
        String place,
        @Nullable Openers openers,
        @Nullable Mandatory mandatory) {

    /**
     * 是否依法必须招标 (招标投标法 §3, 必须招标的工程项目规定). Rules that bind only such tenders warn in others and do not refuse.
     *
     * @param basis the article that makes it compulsory, or why none does
     */
    public record Mandatory(boolean byLaw, String basis) {}

    /** Unless the documents say otherwise with their reason, the law asks for this tender. */
    public boolean mustBeTendered() {
        return mandatory == null || mandatory.byLaw();
    }

    /** The same with another deadline. */
    public Terms withBidDeadline(Instant moved) {
        return with(moved, openers);
    }

    /** The same with other openers. */
    public Terms withOpeners(@Nullable Openers named) {
        return with(bidDeadline, named);
    }

    private Terms with(Instant moved, @Nullable Openers named) {
        return new Terms(
                ceilingPrice,
                deposit,
                documentsFrom,
                documentsTo,
                moved,
                validityDays,
                decryptMinutes,
                remedy,
                method,
                price,
                criteria,
                candidates,
                scope,
                qualification,
                durationDays,
                quality,
                place,
                named,
                mandatory);
    }

    /** How the price is scored: {@code PF-1} … {@code PF-10}, full marks, parameters by the names of the sheet. */
    public record PriceScoring(String method, String full, Map<String, Object> parameters) {}

    /**
     * One thing the panel judges.
     *
     * @param full full marks as a decimal string; null where it is only passed or failed
     * @param text what the documents require, in words
     */
    public record Criterion(
            String id, String title, Kind kind, @Nullable String full, String text) {

        /** What kind of judgement it is. */
        public enum Kind {
            /** 资格评审: passed or failed. */
            QUALIFICATION,
            /** 形式与响应性评审: passed or failed. */
            RESPONSE,
            /** 客观分: must be equal across the panel. */
            OBJECTIVE,
            /** 主观分. */
            SUBJECTIVE,
            /**
             * 信用分: the documents say that the credit score counts, for how much, and in {@code text} how. Given by
             * the frozen score of the bidder, equal across the panel.
             */
            CREDIT
        }
    }
}
