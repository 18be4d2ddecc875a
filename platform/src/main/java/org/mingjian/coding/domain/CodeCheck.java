package org.mingjian.coding.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.mingjian.coding.ProjectCode;
import org.mingjian.coding.SectionCode;
import org.mingjian.coding.TenderProjectCode;
import org.mingjian.coding.TradeCode;
import org.mingjian.kernel.CreditCode;

/**
 * Takes a received code of any kind apart. A wrong check character of a 统一交易标识码 is a warning, for real ones have
 * it.
 */
public final class CodeCheck {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private final Map<String, String> tradeClasses;
    private final CheckCharacter algorithm;
    private final Predicate<String> knownExceptions;

    /**
     * @param tradeClasses 公共资源交易分类代码 with their names
     * @param knownExceptions credit codes that are real although GB 32100 says no
     */
    public CodeCheck(Map<String, String> tradeClasses, CheckCharacter algorithm, Predicate<String> knownExceptions) {
        this.tradeClasses = tradeClasses;
        this.algorithm = algorithm;
        this.knownExceptions = knownExceptions;
    }

    /** What is being found out. */
    private record Notes(Map<String, String> parts, List<String> problems, List<String> warnings) {
        Notes() {
            this(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        }

        CodeFindings as(String code, String kind) {
            return new CodeFindings(code, kind, parts, problems, warnings);
        }
    }

    public CodeFindings check(String code) {
        Notes notes = new Notes();
        if (code.indexOf('-') >= 0 || code.length() == 36 || code.length() == 40) {
            tradeCode(code, notes);
            return notes.as(code, "tradeCode");
        }
        return switch (code.length()) {
            case 17 -> nested(code, "projectCode", notes);
            case 20 -> nested(code, "tenderProjectCode", notes);
            case 23 -> nested(code, "sectionCode", notes);
            case 18 -> {
                creditCode(code, "", notes);
                parts(code, notes);
                yield notes.as(code, "creditCode");
            }
            default -> {
                notes.problems().add("不是已知的编码：长度" + code.length() + "，应为40、17、20、23或18位");
                yield notes.as(code, "unknown");
            }
        };
    }

    private void tradeCode(String text, Notes notes) {
        TradeCode code;
        try {
            code = new TradeCode(text);
        } catch (IllegalArgumentException wrongShape) {
            boolean bare = text.length() == 36 && text.indexOf('-') < 0;
            notes.problems().add(bare ? "统一交易标识码应带连字符，共40位" : "格式应为 分类3位-信用代码18位-日期8位-流水6位-校验1位");
            return;
        }
        String className = tradeClasses.get(code.tradeClass());
        notes.parts().put("class", code.tradeClass());
        notes.parts().put("className", className == null ? "" : className);
        notes.parts().put("operator", code.operator());
        notes.parts().put("date", code.date());
        notes.parts().put("serial", code.serial());
        notes.parts().put("check", String.valueOf(code.checkCharacter()));
        if (className == null) {
            notes.problems().add("没有公共资源交易分类代码" + code.tradeClass());
        }
        creditCode(code.operator(), "交易系统运营机构的统一社会信用代码", notes);
        try {
            notes.parts().put("date", LocalDate.parse(code.date(), DAY).toString());
        } catch (DateTimeException impossible) {
            notes.problems().add("没有这一天：" + code.date());
        }
        if (code.serial().equals("000000")) {
            notes.warnings().add("流水号为000000");
        }
        String unchecked = text.substring(0, 38).replace("-", "");
        char expected = algorithm.of(unchecked);
        if (algorithm != CheckCharacter.NONE && expected != code.checkCharacter()) {
            notes.warnings().add("校验码应为" + expected + "（" + algorithm.setting() + "），实为" + code.checkCharacter());
        }
    }

    private void creditCode(String text, String whose, Notes notes) {
        Set<CreditCode.Defect> defects = CreditCode.defects(text);
        for (CreditCode.Defect defect : defects) {
            boolean excused = defect == CreditCode.Defect.CHECK_CHARACTER && knownExceptions.test(text);
            boolean fatal = defect != CreditCode.Defect.BODY_CHECK_CHARACTER && !excused;
            String words = whose + defect.words();
            if (defect == CreditCode.Defect.CHECK_CHARACTER) {
                words += "，应为" + new CreditCode(text).checkCharacter() + "，实为" + text.charAt(17);
            }
            (fatal ? notes.problems() : notes.warnings()).add(excused ? words + "；已登记为真实存在的例外" : words);
        }
    }

    private static void parts(String text, Notes notes) {
        if (CreditCode.defects(text).contains(CreditCode.Defect.SHAPE)) {
            return;
        }
        CreditCode code = new CreditCode(text);
        notes.parts().put("department", code.department());
        notes.parts().put("category", code.category());
        notes.parts().put("region", code.region());
        notes.parts().put("body", code.body());
        notes.parts().put("check", text.substring(17));
    }

    private static CodeFindings nested(String text, String kind, Notes notes) {
        try {
            switch (kind) {
                case "projectCode" -> new ProjectCode(text);
                case "tenderProjectCode" -> new TenderProjectCode(text);
                default -> new SectionCode(text);
            }
        } catch (IllegalArgumentException wrongShape) {
            notes.problems().add("格式应为1位大写字母后接" + (text.length() - 1) + "位数字");
            return notes.as(text, kind);
        }
        notes.parts().put("platform", text.substring(0, 11));
        notes.parts().put("region", text.substring(1, 7));
        notes.parts().put("projectSerial", text.substring(11, 17));
        if (text.length() >= 20) {
            notes.parts().put("project", text.substring(0, 17));
            notes.parts().put("tenderProjectSerial", text.substring(17, 20));
        }
        if (text.length() == 23) {
            notes.parts().put("tenderProject", text.substring(0, 20));
            notes.parts().put("sectionSerial", text.substring(20));
        }
        return notes.as(text, kind);
    }
}
