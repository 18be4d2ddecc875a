package org.mingjian.tender.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.facts.FileRef;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.RefusedException;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.tender.Notice;
import org.mingjian.tender.NoticeSection;
import org.mingjian.tender.Publication;
import org.mingjian.tender.Registered;
import org.mingjian.tender.RuleFinding;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.Edition;
import org.mingjian.tender.domain.NoticeText;
import org.mingjian.tender.store.EditionStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 发布招标公告并发出招标文件: one act, from fields; the text is rendered from them (招标投标法 §16). */
@Service
public class PublishingNotice {

    /** What is to be published. */
    public record Wanted(Terms terms, Notice notice, List<UUID> files) {}

    /**
     * How it would look and what stands against it.
     *
     * @param text empty while fields are missing
     */
    public record Preview(
            String title,
            List<NoticeSection> text,
            List<FieldProblem> problems,
            List<RuleFinding> checks,
            boolean publishable) {}

    private final Tenders tenders;
    private final CheckingTerms checking;
    private final RegisteredTrades registered;
    private final EditionStore store;
    private final AttachedFiles attached;
    private final NamingOpeners openers;
    private final InstantSource clock;

    PublishingNotice(
            Tenders tenders,
            CheckingTerms checking,
            RegisteredTrades registered,
            EditionStore store,
            AttachedFiles attached,
            NamingOpeners openers,
            InstantSource clock) {
        this.tenders = tenders;
        this.checking = checking;
        this.registered = registered;
        this.store = store;
        this.attached = attached;
        this.openers = openers;
        this.clock = clock;
    }

    /** 估算价 as registered; zero where it is not known. */
    Money estimate(TradeView trade) {
        return registered.of(trade).map(Registered::estimate).orElse(Money.of("0"));
    }

    public Preview preview(String code, Wanted wanted, Caller caller) {
        TradeView trade = tenders.get(code);
        Access.requireRunner(trade, caller);
        List<FieldProblem> problems = problems(wanted);
        if (problems.stream().anyMatch(problem -> !problem.field().equals("files"))) {
            return new Preview(NoticeText.title(trade), List.of(), problems, List.of(), false);
        }
        List<ClockVerdict> verdicts = checking.verdicts(trade, wanted.terms(), wanted.notice());
        return new Preview(
                NoticeText.title(trade),
                NoticeText.of(trade, registered.of(trade), wanted.terms(), wanted.notice()),
                problems,
                verdicts.stream().map(RuleFinding::of).toList(),
                problems.isEmpty() && CheckingTerms.refusal(verdicts).isEmpty());
    }

    private List<FieldProblem> problems(Wanted wanted) {
        List<FieldProblem> problems = checking.problems(wanted.terms(), wanted.notice());
        if (wanted.files().isEmpty()) {
            problems.add(new FieldProblem("files", "REQUIRED", "请附上招标文件"));
        }
        return problems;
    }

    @Transactional
    public TradeView publish(String code, Wanted wanted, Caller caller) {
        TradeView trade = tenders.lock(code);
        Access.requireRunner(trade, caller);
        InvalidFields.throwIfAny(problems(wanted));
        Terms terms = openers.named(wanted.terms(), trade);
        List<ClockVerdict> verdicts = checking.verdicts(trade, terms, wanted.notice());
        CheckingTerms.refusal(verdicts).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        Optional<Registered> known = registered.of(trade);
        List<NoticeSection> text = NoticeText.of(trade, known, terms, wanted.notice());
        List<FileRef> files = attached.of(wanted.files(), caller);
        Publication body = new Publication(
                1,
                NoticeText.title(trade),
                terms,
                wanted.notice(),
                text,
                verdicts.stream().map(RuleFinding::of).toList());
        TradeAct act =
                TradeAct.open(TradeFact.NOTICE_PUBLISHED, caller.actor(), body).with(files);
        tenders.recordTerms(code, before -> terms, List.of(act)).orRefuse();
        store.add(trade.id(), new Edition(1, terms, wanted.notice(), text, null, files, clock.instant()));
        return tenders.get(code);
    }
}
