package org.mingjian.deposit;

/** Bid deposits of a trade, for the modules after the opening. */
public interface Deposits {

    /** How many deposits are received and not yet returned. */
    long kept(String tradeCode);
}
