package org.mingjian.tender.app;

import org.mingjian.facts.Fact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;

/** Whose trade it is, and which of its facts somebody may read. */
final class Access {

    private Access() {}

    static boolean runs(TradeView trade, Caller caller) {
        Organisation own = caller.organisation();
        return own != null && trade.isRunBy(own.id()) && (caller.is(Role.TENDERER) || caller.is(Role.AGENCY));
    }

    static void requireRunner(TradeView trade, Caller caller) {
        if (!runs(trade, caller)) {
            throw new PlatformException(TenderError.NOT_YOUR_TRADE, trade.code());
        }
    }

    static boolean watches(Caller caller) {
        return caller.is(Role.CENTRE_STAFF) || caller.is(Role.SUPERVISOR) || caller.is(Role.WITNESS);
    }

    /** Before the notice a trade is the business of those who prepare it. */
    static TradeView requireSeen(TradeView trade, Caller caller) {
        if (trade.terms() == null && !runs(trade, caller) && !watches(caller)) {
            throw new PlatformException(TenderError.NOT_YOUR_TRADE, trade.code());
        }
        return trade;
    }

    /**
     * Public and disclosed facts: everybody; facts among the parties: those who run or watch the trade, who acted,
     * and whom
     * the body names in {@code to}; sealed facts: who acted.
     */
    static boolean reads(Fact fact, TradeView trade, Caller caller) {
        if (fact.disclosed() || acted(fact, caller)) {
            return true;
        }
        if (fact.secrecy() != Secrecy.PARTIES) {
            return false;
        }
        Organisation own = caller.organisation();
        return runs(trade, caller)
                || watches(caller)
                || (own != null && fact.text("to").equals(own.id().toString()));
    }

    /** Until the bids are closed even the number of sealed facts is secret (招标投标法 §22). */
    static boolean knows(Fact fact, TradeView trade, Caller caller) {
        boolean early = trade.state() == TradeState.REGISTERED || trade.state() == TradeState.BIDDING;
        return reads(fact, trade, caller) || fact.secrecy() != Secrecy.SEALED || !early || watches(caller);
    }

    private static boolean acted(Fact fact, Caller caller) {
        Organisation own = caller.organisation();
        return own == null
                ? caller.account().toString().equals(fact.actor().account())
                : own.id().toString().equals(fact.actor().organisation());
    }
}
