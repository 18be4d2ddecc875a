package org.mingjian.tender;

import java.time.Instant;

/**
 * A trade went from one state to another. Published within the transaction that records it: a listener's writes stand
 * or fall with it.
 */
public record TradeMoved(String code, TradeState from, TradeState to, Instant at) {}
