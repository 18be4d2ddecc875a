package org.mingjian.tender;

import java.util.List;
import org.mingjian.facts.Actor;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.Secrecy;

/**
 * Something somebody did in a trade, about to become its fact.
 *
 * @param body any record or map that Jackson writes
 */
public record TradeAct(TradeFact fact, Actor actor, Object body, List<FileRef> files, Secrecy secrecy) {

    public static TradeAct open(TradeFact fact, Actor actor, Object body) {
        return new TradeAct(fact, actor, body, List.of(), Secrecy.PUBLIC);
    }

    public static TradeAct secret(TradeFact fact, Actor actor, Object body, Secrecy secrecy) {
        return new TradeAct(fact, actor, body, List.of(), secrecy);
    }

    public TradeAct with(List<FileRef> attached) {
        return new TradeAct(fact, actor, body, attached, secrecy);
    }
}
