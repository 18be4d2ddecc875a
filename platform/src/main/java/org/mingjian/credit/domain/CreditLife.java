package org.mingjian.credit.domain;

import org.mingjian.credit.CreditFact;
import org.mingjian.credit.CreditState;
import org.mingjian.kernel.Lifecycle;

/** The closed loop of a credit record: 归集、核实、公示、申诉、修复 (CR-07). Its end by time needs no act. */
public final class CreditLife {

    public static final Lifecycle<CreditState, CreditFact> TABLE = Lifecycle.of(CreditState.class, CreditFact.class)
            .start(CreditState.COLLECTED)
            .stay(CreditState.COLLECTED, CreditFact.COLLECTED)
            .move(CreditState.COLLECTED, CreditFact.VERIFIED, CreditState.VERIFIED)
            .move(CreditState.COLLECTED, CreditFact.REJECTED, CreditState.WITHDRAWN)
            .move(CreditState.VERIFIED, CreditFact.PUBLISHED, CreditState.PUBLISHED)
            .move(CreditState.PUBLISHED, CreditFact.APPEALED, CreditState.APPEALED)
            .move(CreditState.APPEALED, CreditFact.APPEAL_REFUSED, CreditState.PUBLISHED)
            .move(CreditState.APPEALED, CreditFact.APPEAL_UPHELD, CreditState.WITHDRAWN)
            .move(CreditState.PUBLISHED, CreditFact.REPAIR_ASKED, CreditState.REPAIR_ASKED)
            .move(CreditState.REPAIR_ASKED, CreditFact.REPAIR_REFUSED, CreditState.PUBLISHED)
            .move(CreditState.REPAIR_ASKED, CreditFact.REPAIRED, CreditState.REPAIRED)
            .end(CreditState.REPAIRED, CreditState.WITHDRAWN)
            .build();

    private CreditLife() {}
}
