package org.mingjian.tender.app;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 见证记录: what the witness saw at the opening and during the evaluation, each note a fact of the trade. It is read by
 * those who watch, and by those who run the trade; never by bidders while the panel sits.
 */
@Service
public class WitnessingTrades {

    /** What a note is about. */
    public enum Subject {
        ORDER("现场秩序"),
        PEOPLE("人员进出"),
        EQUIPMENT("设备与系统"),
        CONDUCT("异常或违规行为"),
        OTHER("其他");

        private final String title;

        Subject(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final Tenders tenders;
    private final Facts facts;

    WitnessingTrades(Tenders tenders, Facts facts) {
        this.tenders = tenders;
        this.facts = facts;
    }

    @Transactional
    public void note(String code, Subject subject, String text, Caller caller) {
        tenders.lock(code);
        Map<String, String> body = Map.of("subject", subject.name(), "subjectTitle", subject.title(), "text", text);
        tenders.record(code, List.of(TradeAct.secret(TradeFact.WITNESS_NOTED, caller.actor(), body, Secrecy.PARTIES)))
                .orRefuse();
    }

    /** In order of time, for those who watch the trade or run it. */
    public List<Fact> notes(String code, Caller caller) {
        TradeView trade = tenders.get(code);
        if (!Access.watches(caller) && !Access.runs(trade, caller)) {
            throw new PlatformException(TenderError.NOT_YOUR_TRADE, code);
        }
        return facts.ofStream(trade.stream()).stream()
                .filter(fact -> fact.kind().equals(TradeFact.WITNESS_NOTED.kind()))
                .sorted(Comparator.comparingLong(Fact::seq))
                .toList();
    }
}
