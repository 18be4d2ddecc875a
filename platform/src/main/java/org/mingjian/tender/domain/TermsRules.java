package org.mingjian.tender.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mingjian.kernel.Money;
import org.mingjian.rules.Basis;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.rules.OnViolation;
import org.mingjian.rules.Quantity;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.RuleName;
import org.mingjian.rules.Verdict;
import org.mingjian.tender.Notice;
import org.mingjian.tender.Terms;

/** What the law asks of the terms of one tender, judged by the rules that the trade is pinned to. */
public final class TermsRules {

    /** Rules of deposit and candidates are numbers of the law; 条例 §27 is words, so it is looked for in words. */
    private static final Pattern LOWEST = Pattern.compile("最低(投标)?限价|最低控制价|不得低于[^。；，]{0,20}(元|限价|控制价)");

    /** Plainly for one region only, such as 仅限本市注册的企业. */
    private static final Pattern SHUT = Pattern.compile("(仅限|只限|限于|只接受|必须是|须是|须为|应为)"
            + "[^。；，]{0,8}(本省|本市|本县|本区|本地|当地|省内|市内|县内|区内)[^。；，]{0,12}(注册|企业|单位|投标人|供应商|公司)");

    /** Perhaps so: a branch, a tax payment, an award or a past work of one place (条例 §32). */
    private static final Pattern LOCAL =
            Pattern.compile("(本省|本市|本县|本区|本地|当地|省内|市内|县内|区内)" + "[^。；，]{0,10}(注册|分公司|分支机构|办事处|纳税|社保|备案|业绩|奖项|获奖|企业|库)");

    private final RuleBook book;

    public TermsRules(RuleBook book) {
        this.book = book;
    }

    /** @param estimate 招标项目估算价 */
    public List<ClockVerdict> of(Terms terms, Money estimate) {
        List<ClockVerdict> verdicts = new ArrayList<>();
        verdicts.add(book.check("G-T01", terms.documentsFrom(), terms.bidDeadline()));
        verdicts.add(book.check("G-T02", terms.documentsFrom(), terms.documentsTo()));
        verdicts.add(book.check("G-T13", Quantity.count(terms.candidates())));
        BigDecimal deposit = terms.deposit().amount();
        verdicts.add(book.check("G-T19", Quantity.share(deposit, estimate.amount())));
        verdicts.add(book.check("G-T19.cap", Quantity.amount(deposit)));
        verdicts.add(noLowestPrice(terms));
        verdicts.add(openToAllRegions(terms));
        return List.copyOf(verdicts);
    }

    public List<ClockVerdict> of(Notice notice) {
        List<ClockVerdict> media = notice.media().stream()
                .map(medium -> book.check("G-T27", Quantity.chosen(medium)))
                .toList();
        // One of the designated media is enough; the others only repeat it.
        return media.stream()
                .filter(verdict -> verdict.verdict() == Verdict.PASS)
                .findFirst()
                .or(() -> media.stream().findFirst())
                .map(List::of)
                .orElse(List.of());
    }

    /** 招标投标法 §6: nobody is kept out for where he comes from. What is plain is refused; what may be, warns. */
    private static ClockVerdict openToAllRegions(Terms terms) {
        boolean shut = words(terms).anyMatch(words -> SHUT.matcher(words).find());
        boolean local = words(terms).anyMatch(words -> LOCAL.matcher(words).find());
        return new ClockVerdict(
                new RuleName("G-06", "不限制外地投标人"),
                shut ? Verdict.VIOLATION : local ? Verdict.UNCERTAIN : Verdict.PASS,
                "不得以地区限制或者排斥潜在投标人",
                shut ? "条款只接受一地的投标人" : local ? "条款文字中疑似有地域条件" : "未设",
                new Basis("招标投标法 §6、条例 §32；晋政办发〔2015〕80号（七）", "任何单位和个人不得违法限制或者排斥本地区、本系统以外的法人或者其他组织参加投标。"),
                shut ? OnViolation.REFUSE : OnViolation.WARN,
                shut || local ? "请删去地域条件，或者核对其确与项目的具体特点和实际需要相适应。" : "");
    }

    private static Stream<String> words(Terms terms) {
        return Stream.concat(
                Stream.of(terms.scope(), terms.qualification(), terms.quality()),
                terms.criteria().stream().flatMap(criterion -> Stream.of(criterion.title(), criterion.text())));
    }

    /** 条例 §27: no lowest price. There is no field for one; words that look like one warn and are shown. */
    private static ClockVerdict noLowestPrice(Terms terms) {
        boolean found = words(terms).anyMatch(words -> LOWEST.matcher(words).find());
        return new ClockVerdict(
                new RuleName("G-27", "不设最低投标限价"),
                found ? Verdict.UNCERTAIN : Verdict.PASS,
                "不得规定最低投标限价",
                found ? "条款文字中疑似出现最低限价" : "未设",
                new Basis("招标投标法实施条例 §27", "招标人可以设最高投标限价，不得规定最低投标限价。"),
                OnViolation.WARN,
                found ? "请核对评审标准和范围的文字，确非最低投标限价方可发布。" : "");
    }
}
