package org.mingjian.spec.domain.notices;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds times, amounts and terms in the words of a notice; says nothing where it is not sure. */
final class NoticeText {

    private static final String DAY = "(\\d{4})\\s?[年/-]\\s?(\\d{1,2})\\s?[月/-]\\s?(\\d{1,2})日?"
            + "(?:\\s{0,3}(\\d{1,2})\\s?[点时:：]\\s?(\\d{1,2})?(?::\\d{2})?)?";
    private static final Pattern[] DEADLINE = {
        Pattern.compile("(?<!获取)(?<!缴纳)(?:截止时间|开标时间|开启时间)(?:及地点)?[^\\n\\d]{0,12}\\s{0,2}(?:1[.、]时间：)?\\s?" + DAY),
        Pattern.compile("(?:并于|于)\\s{0,2}" + DAY + "[^\\d]{0,12}前\\s{0,2}(?:递交|提交)"),
        Pattern.compile("(?:响应文件提交|响应文件递交|投标文件提交|投标文件递交|、开启|、开标)[^\\n\\d]{0,20}\\n[^\\n\\d]{0,8}" + DAY)
    };
    private static final Pattern DOCUMENTS =
            Pattern.compile("(?:获取|发售)[^\\n\\d]{0,12}文件[^\\d]{0,16}" + DAY + "[^\\n]{0,12}至");
    private static final Pattern SAID = Pattern.compile("发布(?:日期|时间)[：:]\\s{0,2}" + DAY);
    private static final Pattern ISSUER =
            Pattern.compile("(?:采购人|招标人)信息[^\\n]{0,12}\\n\\s{0,4}名\\s{0,4}称[：:]\\s{0,4}([^\\n]{2,60})");
    private static final Pattern AGENCY =
            Pattern.compile("代理机构信息[^\\n]{0,12}\\n\\s{0,4}名\\s{0,4}称[：:]\\s{0,4}([^\\n]{2,60})");
    private static final Pattern BUDGET =
            Pattern.compile("预算金额[（(]?(?:万元)?[）)]?\\s?[为：:]\\s?([\\d,]{1,20}(?:\\.\\d{1,8})?)\\s?(万元|元)");
    private static final Pattern TERM = Pattern.compile("(?:合同履行期限|合同期限|服务期限?|采购期限|工期|合同签订之日起|签订之日起)[^\\n]{0,60}");
    private static final Pattern YEARS = Pattern.compile("(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})\\s?(?:个月|年)(?!\\d|月)");
    private static final Pattern DAYS = Pattern.compile("\\d{1,4}\\s?(?:个)?(?:日历天|日历日|天|日内|工作日)");
    private static final Pattern UNTIL = Pattern.compile("至\\s?\\d{4}\\s?年\\s?\\d{1,2}\\s?月(?:\\s?\\d{1,2}\\s?日)?");

    private NoticeText() {}

    /** A moment, and whether the hour was said. */
    record When(LocalDateTime at, boolean hour) {}

    static Optional<When> deadline(String text) {
        for (Pattern pattern : DEADLINE) {
            Optional<When> found = first(pattern, text);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** When the documents can first be had. */
    static Optional<When> documents(String text) {
        return first(DOCUMENTS, text);
    }

    /** 招标人、采购人 where the text names it. */
    static Optional<String> issuer(String text) {
        return named(ISSUER, text);
    }

    /** 代理机构 where the text names it. */
    static Optional<String> agency(String text) {
        return named(AGENCY, text);
    }

    private static Optional<String> named(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    /** When the notice says itself that it was published. */
    static Optional<When> said(String text) {
        return first(SAID, text);
    }

    private static Optional<When> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? when(matcher) : Optional.empty();
    }

    private static Optional<When> when(Matcher found) {
        try {
            LocalDate day = LocalDate.of(
                    Integer.parseInt(found.group(1)),
                    Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3)));
            boolean hour = found.group(4) != null;
            int minute = found.group(5) == null ? 0 : Integer.parseInt(found.group(5));
            LocalTime time = hour ? LocalTime.of(Integer.parseInt(found.group(4)), minute) : LocalTime.MIDNIGHT;
            return Optional.of(new When(LocalDateTime.of(day, time), hour));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** An amount in 元; empty without a number or without a unit. */
    static Optional<BigDecimal> yuan(String words) {
        Matcher matcher =
                Pattern.compile("([\\d,]{1,20}(?:\\.\\d{1,8})?)\\s?(万元|元)").matcher(words);
        return matcher.find() ? Optional.of(amount(matcher)) : Optional.empty();
    }

    private static BigDecimal amount(Matcher found) {
        String digits = found.group(1).replace(",", "");
        BigDecimal number = new BigDecimal(digits.isEmpty() ? "0" : digits);
        return found.group(2).equals("万元") ? number.movePointRight(4) : number;
    }

    /** 预算金额 as the text says it. */
    static Optional<BigDecimal> budget(String text) {
        Matcher matcher = BUDGET.matcher(text);
        return matcher.find() ? Optional.of(amount(matcher)) : Optional.empty();
    }

    /** How the term of the contract is said. */
    enum Term {
        DAYS,
        YEARS,
        UNTIL,
        UNSAID
    }

    /** @param words the sentence it stands in */
    record Said(Term term, String words) {}

    static Said term(String text) {
        Matcher matcher = TERM.matcher(text);
        Said until = new Said(Term.UNSAID, "");
        while (matcher.find()) {
            String words = matcher.group();
            if (YEARS.matcher(words).find()) {
                return new Said(Term.YEARS, words);
            }
            if (DAYS.matcher(words).find()) {
                return new Said(Term.DAYS, words);
            }
            if (UNTIL.matcher(words).find()) {
                until = new Said(Term.UNTIL, words);
            }
        }
        return until;
    }
}
