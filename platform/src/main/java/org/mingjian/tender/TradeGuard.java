package org.mingjian.tender;

import java.util.Optional;
import org.mingjian.kernel.Refusal;

/** What a later module has against a step that the table allows; asked before every fact of a trade. */
public interface TradeGuard {

    Optional<Refusal> refusal(TradeView trade, TradeFact fact);
}
