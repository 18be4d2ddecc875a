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

    /** 条例 §27: no lowest price. There is no field for one; words that look like one warn and are shown. */
    private static ClockVerdict noLowestPrice(Terms terms) {
        boolean found = Stream.concat(
                        Stream.of(terms.scope(), terms.qualification(), terms.quality()),
                        terms.criteria().stream().flatMap(criterion -> Stream.of(criterion.title(), criterion.text())))
                .anyMatch(words -> LOWEST.matcher(words).find());
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
