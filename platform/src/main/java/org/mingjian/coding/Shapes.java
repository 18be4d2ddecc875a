package org.mingjian.coding;

import java.util.regex.Pattern;

/** The shapes of the nested codes (电子招标投标系统技术规范 第1部分 附录 B.3) and of the 统一交易标识码. */
final class Shapes {

    static final Pattern PLATFORM = Pattern.compile("[A-Z][0-9]{10}");
    static final Pattern PROJECT = Pattern.compile("[A-Z][0-9]{16}");
    static final Pattern TENDER_PROJECT = Pattern.compile("[A-Z][0-9]{19}");
    static final Pattern SECTION = Pattern.compile("[A-Z][0-9]{22}");
    static final Pattern TRADE = Pattern.compile("[A-Z][0-9]{2}-[0-9A-HJ-NPQRTUWXY]{18}-[0-9]{8}-[0-9]{6}-[0-9A-Z*]");

    private Shapes() {}

    static void require(Pattern shape, String value, String name) {
        if (!shape.matcher(value).matches()) {
            throw new IllegalArgumentException(name + "的格式不对");
        }
    }
}
