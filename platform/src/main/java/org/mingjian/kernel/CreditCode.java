package org.mingjian.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * 统一社会信用代码, 18 characters: department, category, region (6), body (9, GB 11714), check character (GB 32100-2015).
 *
 * <p>GB 32100 knows no exception, yet at least one code in real use fails its check character. A register of such
 * codes,
 * each looked at by a person, is given as {@code knownExceptions}; what is not in it is refused.
 */
public record CreditCode(String value) {

    /** What is wrong with a code. The last one is no ground to refuse: GB 32100 says the body follows GB 11714. */
    public enum Defect {
        SHAPE("应为18位，由数字和大写字母（不含I、O、S、V、Z）组成，第3至8位为行政区划数字"),
        CHECK_CHARACTER("校验码不符合GB 32100"),
        BODY_CHECK_CHARACTER("主体标识码的校验码不符合GB 11714");

        private final String words;

        Defect(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern SHAPE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}");
    private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    public CreditCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("统一社会信用代码" + Defect.SHAPE.words());
        }
    }

    /** @throws IllegalArgumentException in Chinese, when the shape or the check character is wrong */
    @JsonCreator
    public static CreditCode of(String text) {
        return of(text, code -> false);
    }

    /** @param knownExceptions tells the codes that are real although their check character is wrong */
    public static CreditCode of(String text, Predicate<String> knownExceptions) {
        CreditCode code = new CreditCode(text);
        if (code.checkCharacter() != text.charAt(17) && !knownExceptions.test(text)) {
            throw new IllegalArgumentException("统一社会信用代码" + Defect.CHECK_CHARACTER.words());
        }
        return code;
    }

    /** All that is wrong with a text; empty for a good code. */
    public static Set<Defect> defects(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return EnumSet.of(Defect.SHAPE);
        }
        CreditCode code = new CreditCode(text);
        Set<Defect> defects = EnumSet.noneOf(Defect.class);
        if (code.checkCharacter() != text.charAt(17)) {
            defects.add(Defect.CHECK_CHARACTER);
        }
        if (code.bodyCheckCharacter() != text.charAt(16)) {
            defects.add(Defect.BODY_CHECK_CHARACTER);
        }
        return defects;
    }

    /** The check character by GB 32100: weights 3^i, modulus 31. */
    public char checkCharacter() {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += CHARACTERS.indexOf(value.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return CHARACTERS.charAt((31 - sum % 31) % 31);
    }

    /** The check character of the body by GB 11714, modulus 11. */
    public char bodyCheckCharacter() {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += Character.digit(value.charAt(8 + i), 36) * BODY_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return check == 10 ? 'X' : (char) ('0' + check % 11);
    }

    /** 登记管理部门代码. */
    public String department() {
        return value.substring(0, 1);
    }

    /** 机构类别代码. */
    public String category() {
        return value.substring(1, 2);
    }

    /** 登记管理机关行政区划码, GB/T 2260. */
    public String region() {
        return value.substring(2, 8);
    }

    /** 主体标识码, the former 组织机构代码 of 9 characters. */
    public String body() {
        return value.substring(8, 17);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
