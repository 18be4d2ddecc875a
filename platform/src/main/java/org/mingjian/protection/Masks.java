package org.mingjian.protection;

/** 脱敏: what is left of a personal value for those who need not know it whole. */
public final class Masks {

    private Masks() {}

    /** 身份证件号码: the first 6 and the last 2. */
    public static String idNumber(String text) {
        return keep(text, Math.min(6, text.length() / 3), Math.min(2, text.length() / 6));
    }

    /** 电话: the first 3 and the last 4 of a mobile number. */
    public static String phone(String text) {
        return text.length() >= 11 ? keep(text, 3, 4) : keep(text, 0, Math.min(3, text.length() / 3));
    }

    /** 姓名: the family name. */
    public static String name(String text) {
        return text.isEmpty() ? "" : keep(text, 1, 0);
    }

    /** 账号: the last 4. */
    public static String account(String text) {
        return keep(text, 0, Math.min(4, text.length() / 3));
    }

    private static String keep(String text, int first, int last) {
        return text.substring(0, first)
                + "*".repeat(text.length() - first - last)
                + text.substring(text.length() - last);
    }
}
