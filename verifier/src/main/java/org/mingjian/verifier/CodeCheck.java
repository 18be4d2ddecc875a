package org.mingjian.verifier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes one code apart: 统一交易标识码 (40), 项目编号 (17), 招标项目编号 (20), 标段(包)编号 (23), 统一社会信用代码 (18). It knows the
 * shapes and the check characters (GB/T 17710 MOD 37-2, GB 32100, GB 11714) and no register.
 */
final class CodeCheck {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
    private static final String CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] BODY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private final String code;
    private final Map<String, String> parts = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private CodeCheck(String code) {
        this.code = code;
    }

    /** What was found. */
    record Found(boolean ok, String json) {}

    static Found of(String code) {
        return new CodeCheck(code).run();
    }

    private Found run() {
        String kind = "unknown";
        if (code.indexOf('-') >= 0 || code.length() == 36 || code.length() == 40) {
            kind = "tradeCode";
            trade();
        } else {
            switch (code.length()) {
                case 17 -> kind = nested("projectCode");
                case 20 -> kind = nested("tenderProjectCode");
                case 23 -> kind = nested("sectionCode");
                case 18 -> {
                    kind = "creditCode";
                    credit(code, "");
                }
                default -> problems.add("不是已知的编码：长度" + code.length() + "，应为40、17、20、23或18位");
            }
        }
        boolean ok = problems.isEmpty();
        return new Found(
                ok,
                "{\"code\":" + Json.quote(code) + ",\"kind\":\"" + kind + "\",\"ok\":" + ok + ",\"parts\":{"
                        + partsText() + "},\"problems\":" + list(problems) + ",\"warnings\":" + list(warnings) + "}");
    }

    private String partsText() {
        List<String> texts = new ArrayList<>();
        parts.forEach((name, value) -> texts.add(Json.quote(name) + ":" + Json.quote(value)));
        return String.join(",", texts);
    }

    private static String list(List<String> texts) {
        return "[" + String.join(",", texts.stream().map(Json::quote).toList()) + "]";
    }

    private void trade() {
        if (!code.matches("[A-Z][0-9]{2}-[0-9A-HJ-NPQRTUWXY]{18}-[0-9]{8}-[0-9]{6}-[0-9A-Z*]")) {
            problems.add("格式应为 分类3位-信用代码18位-日期8位-流水6位-校验1位，带连字符共40位");
            return;
        }
        String[] pieces = code.split("-");
        parts.put("class", pieces[0]);
        parts.put("operator", pieces[1]);
        parts.put("date", day(pieces[2]));
        parts.put("serial", pieces[3]);
        parts.put("check", pieces[4]);
        warnings.add("分类代码" + pieces[0] + "是否存在、编码是否登记，本程序不查");
        credit(pieces[1], "交易系统运营机构的统一社会信用代码");
        int sum = 0;
        for (char c : String.join("", List.of(pieces).subList(0, 4)).toCharArray()) {
            sum = (sum + LETTERS.indexOf(c)) * 2 % 37;
        }
        char expected = LETTERS.charAt((38 - sum) % 37);
        if (expected != pieces[4].charAt(0)) {
            warnings.add("校验码应为" + expected + "（mod37-2），实为" + pieces[4]);
        }
    }

    private String day(String date) {
        try {
            return LocalDate.of(
                            Integer.parseInt(date.substring(0, 4)),
                            Integer.parseInt(date.substring(4, 6)),
                            Integer.parseInt(date.substring(6)))
                    .toString();
        } catch (DateTimeException impossible) {
            problems.add("没有这一天：" + date);
            return date;
        }
    }

    private void credit(String text, String whose) {
        if (!text.matches("[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")) {
            problems.add(whose + "应为18位，由数字和大写字母（不含I、O、S、V、Z）组成，第3至8位为行政区划数字");
            return;
        }
        if (whose.isEmpty()) {
            parts.put("department", text.substring(0, 1));
            parts.put("category", text.substring(1, 2));
            parts.put("region", text.substring(2, 8));
            parts.put("body", text.substring(8, 17));
            parts.put("check", text.substring(17));
        }
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += CREDIT.indexOf(text.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        char expected = CREDIT.charAt((31 - sum % 31) % 31);
        if (expected != text.charAt(17)) {
            problems.add(whose + "校验码不符合GB 32100，应为" + expected + "，实为" + text.charAt(17));
        }
        int body = 0;
        for (int i = 0; i < BODY_WEIGHTS.length; i++) {
            body += Character.digit(text.charAt(8 + i), 36) * BODY_WEIGHTS[i];
        }
        int left = 11 - body % 11;
        char bodyCheck = left == 10 ? 'X' : (char) ('0' + left % 11);
        if (bodyCheck != text.charAt(16)) {
            warnings.add(whose + "主体标识码的校验码不符合GB 11714");
        }
    }

    private String nested(String kind) {
        if (!code.matches("[A-Z][0-9]{16,22}")) {
            problems.add("格式应为1位大写字母后接" + (code.length() - 1) + "位数字");
            return kind;
        }
        parts.put("platform", code.substring(0, 11));
        parts.put("region", code.substring(1, 7));
        parts.put("projectSerial", code.substring(11, 17));
        if (code.length() >= 20) {
            parts.put("tenderProjectSerial", code.substring(17, 20));
        }
        if (code.length() == 23) {
            parts.put("sectionSerial", code.substring(20));
        }
        return kind;
    }
}
