package org.mingjian.tender;

import java.util.List;
import org.mingjian.identity.Caller;

/**
 * What somebody may do in a trade; every trade module may offer its own as a bean, the trade page shows them
 * together.
 */
public interface NextActs {

    List<NextAct> of(TradeView trade, Caller caller);
}
