package org.mingjian.tender.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.kernel.Refusal;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.Rules;
import org.mingjian.spec.FormFields;
import org.mingjian.tender.Notice;
import org.mingjian.tender.PriceTerms;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.TermsCheck;
import org.mingjian.tender.domain.TermsRules;
import org.springframework.stereotype.Component;

/** Puts the fields, the scoring engine and the pinned rules together into one answer about notice and terms. */
@Component
class CheckingTerms {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Rules rules;
    private final FormFields specification;
    private final RegisteredTrades registered;
    private final List<PriceTerms> prices;
    private final InstantSource clock;

    CheckingTerms(
            Rules rules,
            RegisteredTrades registered,
            List<PriceTerms> prices,
            FormFields specification,
            InstantSource clock) {
        this.specification = specification;
        this.rules = rules;
        this.registered = registered;
        this.prices = prices;
        this.clock = clock;
    }

    RuleBook book(TradeView trade) {
        return trade.book(rules);
    }

    List<FieldProblem> problems(Terms terms) {
        List<FieldProblem> problems = new ArrayList<>(TermsCheck.of(terms));
        if (problems.isEmpty()) {
            prices.forEach(price -> problems.addAll(price.problems(terms)));
        }
        return problems;
    }

    /** Before publication nothing may lie in the past: the notice cannot give time that is gone. */
    List<FieldProblem> problems(Terms terms, Notice notice) {
        List<FieldProblem> problems = problems(terms);
        problems.addAll(TermsCheck.of(notice));
        Map<String, Object> typed = Map.of("terms", terms, "notice", notice);
        specification.problems("notice", typed).stream()
                .filter(found -> problems.stream().noneMatch(one -> one.field().equals(found.field())))
                .toList()
                .forEach(problems::add);
        Instant now = clock.instant();
        if (terms.documentsFrom() != null && day(terms.documentsFrom()).isBefore(day(now))) {
            problems.add(new FieldProblem("terms.documentsFrom", "IN_THE_PAST", "招标文件开始发出不能早于今天"));
        }
        return problems;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, CHINA);
    }

    /** By the terms that shall hold, not by those that held. */
    private RuleBook book(TradeView trade, Terms terms) {
        RuleBook book = rules.book(trade.kind(), trade.pinned());
        return terms.mustBeTendered() ? book : book.voluntary();
    }

    List<ClockVerdict> verdicts(TradeView trade, Terms terms) {
        return new TermsRules(book(trade, terms)).of(terms, registered.estimate(trade, terms));
    }

    List<ClockVerdict> verdicts(TradeView trade, Terms terms, Notice notice) {
        List<ClockVerdict> verdicts = new ArrayList<>(verdicts(trade, terms));
        verdicts.addAll(new TermsRules(book(trade, terms)).of(notice));
        return verdicts;
    }

    /** The first rule that says no. */
    static Optional<Refusal> refusal(List<ClockVerdict> verdicts) {
        return verdicts.stream().flatMap(verdict -> verdict.refusal().stream()).findFirst();
    }
}
