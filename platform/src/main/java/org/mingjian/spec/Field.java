package org.mingjian.spec;

import java.util.Optional;
import java.util.Set;

/**
 * A field of a dataset 数据项.
 *
 * @param code English name as the specification spells it
 * @param misspelt the word it should be, or empty
 * @param name Chinese name
 */
public record Field(
        String code,
        String misspelt,
        String name,
        FieldForm form,
        Presence presence,
        Content content,
        Set<Trait> traits) {

    /**
     * @param must whether each record has it
     * @param when the field and value that make it a must
     * @param until the last version that had it, or empty
     */
    public record Presence(boolean must, Optional<Condition> when, Level level, String until) {}

    /** Another field of the record has this value. */
    public record Condition(String field, String value) {}

    /**
     * @param kind what the text means
     * @param codes id of the code set, or empty
     * @param many whether several values may be joined by a half-width {@code ;}
     */
    public record Content(Kind kind, String codes, boolean many) {}

    /** What else holds of a field. */
    public enum Trait {
        /** Names its record, is reported once and never changed: 唯一、不可修改. */
        UNIQUE,
        /** Describes its record; two records with the same words are suspicious. */
        DESCRIPTIVE,
        /** Personal data or a number that pays: may be withheld with a reason (运行管理办法 §5). */
        PERSONAL
    }

    /** What the text of a field means beyond its length. */
    public enum Kind {
        PLAIN("文本"),
        CREDIT_CODE("统一社会信用代码 GB 32100"),
        PLATFORM_CODE("平台标识码，1位字母10位数字"),
        TRADE_CODE("统一交易标识码"),
        PROJECT_CODE("项目编号，17位"),
        TENDER_PROJECT_CODE("招标项目编号，20位"),
        SECTION_CODE("标段（包）编号，23位"),
        REGION("行政区划代码 GB/T 2260"),
        INDUSTRY("国民经济行业分类，门类字母和大类2位数字"),
        ORGAN_CODE("组织机构代码 GB 11714"),
        BODY_CODE("统一社会信用代码或组织机构代码"),
        ANY_CODE("统一社会信用代码、组织机构代码或公民身份号码"),
        PERSON_CODE("公民身份号码 GB 11643"),
        GUID("标识符 GUID"),
        INVEST_CODE("投资项目统一代码"),
        URL("网址");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public boolean is(Trait trait) {
        return traits.contains(trait);
    }
}
