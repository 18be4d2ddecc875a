package org.mingjian.spec;

/** Type and length of a field 数据类型与长度. */
public sealed interface FieldForm {

    /** As the specification writes it, such as {@code C..600}. */
    String notation();

    /** @param longest characters, or {@link Integer#MAX_VALUE} when unlimited */
    record Text(int shortest, int longest) implements FieldForm {
        @Override
        public String notation() {
            if (longest == Integer.MAX_VALUE) {
                return "C..ul";
            }
            return shortest == longest ? "C" + longest : "C.." + longest;
        }
    }

    /** @param digits in all; @param decimals of them behind the point */
    record Decimal(int digits, int decimals) implements FieldForm {
        @Override
        public String notation() {
            return decimals == 0 ? "N.." + digits : "N.." + digits + "," + decimals;
        }
    }

    /** 日期 {@code yyyyMMdd}. */
    record Day() implements FieldForm {
        @Override
        public String notation() {
            return "yyyyMMdd";
        }
    }

    /** 日期时间 {@code yyyyMMddHHmmss}, Asia/Shanghai. */
    record Time() implements FieldForm {
        @Override
        public String notation() {
            return "yyyyMMddHHmmss";
        }
    }
}
