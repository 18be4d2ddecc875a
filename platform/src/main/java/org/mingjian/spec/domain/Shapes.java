package org.mingjian.spec.domain;

/** Shapes of codes and days, told by loops: they run on every value of every record. */
final class Shapes {

    private static final String CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] CREDIT_VALUE = new int[128];
    private static final int[] CREDIT_WEIGHTS = new int[17];
    private static final int[] ORGAN_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] PERSON_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String PERSON_CHECKS = "10X98765432";
    private static final int TRIAL_PROVINCE = 99;
    private static final boolean[] PROVINCE = new boolean[100];
    /** Number of the last 大类 of each 门类 A … T, GB/T 4754-2017; the first follows the one before. */
    private static final int[] INDUSTRY_END = {
        5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97
    };

    static {
        java.util.Arrays.fill(CREDIT_VALUE, -1);
        for (int i = 0; i < CREDIT.length(); i++) {
            CREDIT_VALUE[CREDIT.charAt(i)] = i;
        }
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            CREDIT_WEIGHTS[i] = weight;
            weight = weight * 3 % 31;
        }
        int[] known = {
            11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
            62, 63, 64, 65, 66, 71, 81, 82
        };
        for (int province : known) {
            PROVINCE[province] = true;
        }
    }

    private Shapes() {}

    static boolean digits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    /** 统一社会信用代码 at a place of a text: shape and check character of GB 32100. */
    static boolean creditCode(String text, int from) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            char c = text.charAt(from + i);
            int value = c < 128 ? CREDIT_VALUE[c] : -1;
            if (value < 0 || i >= 2 && i < 8 && value > 9) {
                return false;
            }
            sum += value * CREDIT_WEIGHTS[i];
        }
        char last = text.charAt(from + 17);
        return last < 128 && CREDIT_VALUE[last] == (31 - sum % 31) % 31;
    }

    /** 组织机构代码 of GB 11714, with or without a hyphen before its check character. */
    static boolean organCode(String text) {
        int length = text.length();
        if (length != 9 && !(length == 10 && text.charAt(8) == '-')) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            char c = text.charAt(i);
            int value = c <= 'Z' ? Character.digit(c, 36) : -1;
            if (value < 0) {
                return false;
            }
            sum += value * ORGAN_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        char expected = check == 10 ? 'X' : (char) ('0' + check % 11);
        return text.charAt(length - 1) == expected;
    }

    /** 公民身份号码 of GB 11643: 18 characters with a real birthday and check character, or the old 15. */
    static boolean personCode(String text) {
        if (text.length() == 15) {
            return digits(text, 0, 15);
        }
        if (text.length() != 18 || !digits(text, 0, 17) || !day(text, 6)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (text.charAt(i) - '0') * PERSON_WEIGHTS[i];
        }
        return PERSON_CHECKS.charAt(sum % 11) == text.charAt(17);
    }

    /** A day that exists, {@code yyyyMMdd}, between 1900 and 2199. */
    static boolean day(String text, int from) {
        if (text.length() < from + 8 || !digits(text, from, from + 8)) {
            return false;
        }
        int year = number(text, from, from + 4);
        int month = number(text, from + 4, from + 6);
        int day = number(text, from + 6, from + 8);
        if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) {
            return false;
        }
        int most =
                switch (month) {
                    case 2 -> year % 4 == 0 && year % 100 != 0 || year % 400 == 0 ? 29 : 28;
                    case 4, 6, 9, 11 -> 30;
                    default -> 31;
                };
        return day <= most;
    }

    /** {@code yyyyMMddHHmmss}. */
    static boolean time(String text) {
        return text.length() == 14
                && day(text, 0)
                && digits(text, 8, 14)
                && number(text, 8, 10) < 24
                && number(text, 10, 12) < 60
                && number(text, 12, 14) < 60;
    }

    /**
     * 行政区划代码: six digits that begin with a province.
     *
     * @param trial whether 99 stands too, which GB/T 2260 gives to nobody and sandboxes take
     */
    static boolean region(String text, int from, boolean trial) {
        if (text.length() < from + 6 || !digits(text, from, from + 6)) {
            return false;
        }
        int province = number(text, from, from + 2);
        return PROVINCE[province] || trial && province == TRIAL_PROVINCE;
    }

    /**
     * One letter and digits, with a region from the second place. The serials behind the 17th place may have small
     * letters: the specification widened 001-999 to 0-9 and a-z.
     */
    static boolean nested(String text, int length, boolean trial) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        return text.length() == length
                && first >= 'A'
                && first <= 'Z'
                && digits(text, 1, Math.min(length, 17))
                && serial(text, 17)
                && region(text, 1, trial);
    }

    private static boolean serial(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }

    /** 门类 letter and 大类 number that belong together. */
    static boolean industry(String text) {
        if (text.length() != 3 || text.charAt(0) < 'A' || text.charAt(0) > 'T' || !digits(text, 1, 3)) {
            return false;
        }
        int letter = text.charAt(0) - 'A';
        int number = number(text, 1, 3);
        return number <= INDUSTRY_END[letter] && number > (letter == 0 ? 0 : INDUSTRY_END[letter - 1]);
    }

    /** The shape of a 统一交易标识码, with its day and its operator. */
    static boolean tradeCode(String text) {
        if (text.length() != 40
                || text.charAt(3) != '-'
                || text.charAt(22) != '-'
                || text.charAt(31) != '-'
                || text.charAt(38) != '-') {
            return false;
        }
        char first = text.charAt(0);
        return first >= 'A'
                && first <= 'Z'
                && digits(text, 1, 3)
                && creditCode(text, 4)
                && day(text, 23)
                && digits(text, 32, 38)
                && value37(text.charAt(39)) >= 0;
    }

    /** ISO/IEC 7064 MOD 37-2 over the 35 characters before the last hyphen, hyphens left out. */
    static char tradeCodeCheck(String text) {
        int sum = 0;
        for (int i = 0; i < 38; i++) {
            char c = text.charAt(i);
            if (c != '-') {
                sum = (sum + value37(c)) * 2 % 37;
            }
        }
        int check = (38 - sum) % 37;
        return check == 36 ? '*' : Character.toUpperCase(Character.forDigit(check, 36));
    }

    private static int value37(char c) {
        if (c == '*') {
            return 36;
        }
        return c <= 'Z' ? Character.digit(c, 36) : -1;
    }

    /** 36 characters, hexadecimal with or without hyphens, or {@code {…}} around them. */
    static boolean guid(String text) {
        int hexadecimal = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 && Character.digit(c, 16) >= 0) {
                hexadecimal++;
            } else if (c != '-') {
                return false;
            }
        }
        return hexadecimal >= 32;
    }

    /** An address with a host: it begins with http:// or https://. */
    static boolean url(String text) {
        int from = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : -1;
        if (from < 0 || text.length() <= from || text.charAt(from) == '/') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return false;
            }
        }
        return true;
    }
}
