package org.mingjian.tender.app;

import java.util.List;
import java.util.Map;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 责令暂停与恢复 by the supervisor (条例 §61 §62); 终止招标 by the tenderer (条例 §31). */
@Service
public class HaltingTrades {

    private final Tenders tenders;

    HaltingTrades(Tenders tenders) {
        this.tenders = tenders;
    }

    @Transactional
    public TradeView suspend(String code, String basis, String reason, Caller caller) {
        return record(code, TradeFact.TRADE_SUSPENDED, Map.of("basis", basis, "reason", reason), caller);
    }

    @Transactional
    public TradeView resume(String code, String reason, Caller caller) {
        return record(code, TradeFact.TRADE_RESUMED, Map.of("reason", reason), caller);
    }

    /** Only the tenderer itself may end its tender, not its agency. */
    @Transactional
    public TradeView terminate(String code, String reason, Caller caller) {
        TradeView trade = tenders.lock(code);
        if (!caller.actsFor(trade.tenderer())) {
            throw new PlatformException(TenderError.NOT_YOUR_TRADE, code);
        }
        return record(code, TradeFact.TRADE_TERMINATED, Map.of("basis", "招标投标法实施条例 §31", "reason", reason), caller);
    }

    private TradeView record(String code, TradeFact fact, Map<String, String> body, Caller caller) {
        tenders.record(code, List.of(TradeAct.open(fact, caller.actor(), body))).orRefuse();
        return tenders.get(code);
    }
}
