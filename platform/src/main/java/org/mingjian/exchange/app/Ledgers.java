package org.mingjian.exchange.app;

import org.mingjian.exchange.store.InboundStore;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.StandingStore;
import org.springframework.stereotype.Component;

/** The tables of the exchange. */
@Component
record Ledgers(PeerStore peers, OutboundStore outbound, InboundStore inbound, StandingStore standing) {}
