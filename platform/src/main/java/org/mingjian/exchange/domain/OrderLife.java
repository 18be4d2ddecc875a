package org.mingjian.exchange.domain;

import static org.mingjian.exchange.domain.OrderState.ANSWERED;
import static org.mingjian.exchange.domain.OrderState.CENSURED;
import static org.mingjian.exchange.domain.OrderState.CLOSED;
import static org.mingjian.exchange.domain.OrderState.DRAFTED;
import static org.mingjian.exchange.domain.OrderState.DROPPED;
import static org.mingjian.exchange.domain.OrderState.ORDERED;
import static org.mingjian.exchange.domain.OrderState.OVERDUE;

import org.mingjian.kernel.Lifecycle;

/** The life of an order to mend (运行管理办法 §35：责令限期改正，拒不改正的予以通报). */
public final class OrderLife {

    public static final Lifecycle<OrderState, OrderFact> TABLE = Lifecycle.of(OrderState.class, OrderFact.class)
            .start(DRAFTED)
            .move(DRAFTED, OrderFact.SENT, ORDERED)
            .move(DRAFTED, OrderFact.DROPPED, DROPPED)
            .move(ORDERED, OrderFact.ANSWERED, ANSWERED)
            .move(ORDERED, OrderFact.MISSED, OVERDUE)
            .move(OVERDUE, OrderFact.ANSWERED, ANSWERED)
            .move(OVERDUE, OrderFact.CENSURED, CENSURED)
            .move(CENSURED, OrderFact.ANSWERED, ANSWERED)
            .move(ANSWERED, OrderFact.RETURNED, ORDERED)
            .move(ANSWERED, OrderFact.CLOSED, CLOSED)
            .end(CLOSED, DROPPED)
            .build();

    private OrderLife() {}
}
