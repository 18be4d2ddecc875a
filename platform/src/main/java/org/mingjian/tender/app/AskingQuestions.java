package org.mingjian.tender.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.Question;
import org.mingjian.tender.store.EditionStore;
import org.mingjian.tender.store.QuestionStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 答疑: the text of a question is shown, who asked it is not; the answer goes to everybody (招标投标法 §22 §23). */
@Service
public class AskingQuestions {

    private final Tenders tenders;
    private final QuestionStore store;
    private final EditionStore documents;
    private final InstantSource clock;

    AskingQuestions(Tenders tenders, QuestionStore store, EditionStore documents, InstantSource clock) {
        this.tenders = tenders;
        this.store = store;
        this.documents = documents;
        this.clock = clock;
    }

    @Transactional
    public Question ask(String code, String text, Caller caller) {
        TradeView trade = Access.requireSeen(tenders.lock(code), caller);
        Organisation asker = caller.requireOrganisation();
        if (!documents.hasFetched(trade.id(), asker.id())) {
            throw new RefusedException(new Refusal("FETCH_FIRST", "招标投标法 §23", "获取招标文件的单位方可提出疑问"));
        }
        if (!trade.requireTerms().bidDeadline().isAfter(clock.instant())) {
            throw new RefusedException(new Refusal("DEADLINE_PASSED", "招标投标法 §23", "投标截止时间已过，不能再提出疑问"));
        }
        Question question = new Question(UUID.randomUUID(), asker.id(), text, clock.instant(), null, null);
        tenders.record(
                        code,
                        List.of(TradeAct.secret(
                                TradeFact.QUESTION_ASKED,
                                caller.actor(),
                                Map.of("question", question.id(), "text", text),
                                Secrecy.SEALED)))
                .orRefuse();
        store.add(trade.id(), question);
        return question;
    }

    @Transactional
    public Question answer(String code, UUID id, String answer, Caller caller) {
        TradeView trade = tenders.lock(code);
        Access.requireRunner(trade, caller);
        Question question = find(trade, id);
        if (question.answer() != null) {
            throw new RefusedException(new Refusal("ANSWERED", "招标投标法 §23", "这个疑问已经答复；需要更正时请发出澄清"));
        }
        tenders.record(
                        code,
                        List.of(TradeAct.open(
                                TradeFact.ANSWER_PUBLISHED,
                                caller.actor(),
                                Map.of("question", id, "text", question.text(), "answer", answer))))
                .orRefuse();
        store.answerQuestion(id, answer, clock.instant());
        return find(trade, id);
    }

    /** Those who run or watch the trade see all; others what was answered and what they asked themselves. */
    public List<Question> list(String code, Caller caller) {
        TradeView trade = Access.requireSeen(tenders.get(code), caller);
        boolean all = Access.runs(trade, caller) || Access.watches(caller);
        return store.questions(trade.id()).stream()
                .filter(question -> all || question.answer() != null || caller.actsFor(question.asker()))
                .toList();
    }

    private Question find(TradeView trade, UUID id) {
        return store.question(trade.id(), id)
                .orElseThrow(() -> new PlatformException(TenderError.QUESTION_NOT_FOUND, id.toString()));
    }
}
