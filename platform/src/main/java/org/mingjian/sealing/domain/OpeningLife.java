package org.mingjian.sealing.domain;

import static org.mingjian.sealing.OpeningPhase.DECRYPTED;
import static org.mingjian.sealing.OpeningPhase.DECRYPTING;
import static org.mingjian.sealing.OpeningPhase.PAUSED;
import static org.mingjian.sealing.OpeningPhase.READ;
import static org.mingjian.sealing.OpeningPhase.RECORDED;
import static org.mingjian.tender.TradeFact.BID_OPENED;
import static org.mingjian.tender.TradeFact.BID_OPENING_FAILED;
import static org.mingjian.tender.TradeFact.BID_RULED;
import static org.mingjian.tender.TradeFact.DECRYPTION_CLOSED;
import static org.mingjian.tender.TradeFact.OPENING_CONTINUED;
import static org.mingjian.tender.TradeFact.OPENING_OBJECTION_ANSWERED;
import static org.mingjian.tender.TradeFact.OPENING_OBJECTION_RAISED;
import static org.mingjian.tender.TradeFact.OPENING_PAUSED;
import static org.mingjian.tender.TradeFact.OPENING_RECORDED;
import static org.mingjian.tender.TradeFact.OPENING_RECORD_SIGNED;
import static org.mingjian.tender.TradeFact.PRICES_READ;
import static org.mingjian.tender.TradeFact.SHARE_FALSE;
import static org.mingjian.tender.TradeFact.SHARE_GIVEN;
import static org.mingjian.tender.TradeFact.SIGNED_IN;

import java.util.Optional;
import org.mingjian.kernel.Lifecycle;
import org.mingjian.kernel.Outcome;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.tender.TradeFact;

/** The life of an opening; the only way it changes its phase. */
public final class OpeningLife {

    /** Sources beside the edges. */
    public static final Lifecycle<OpeningPhase, TradeFact> TABLE = Lifecycle.of(OpeningPhase.class, TradeFact.class)
            .start(DECRYPTING)
            .stay(DECRYPTING, SIGNED_IN, BID_OPENED, BID_OPENING_FAILED) // 20号令 §29 §30
            .stay(DECRYPTING, SHARE_GIVEN, SHARE_FALSE) // 20号令 §31
            .stay(DECRYPTING, OPENING_OBJECTION_RAISED, OPENING_OBJECTION_ANSWERED) // 条例 §44
            .move(DECRYPTING, OPENING_PAUSED, PAUSED) // 20号令 §31
            .stay(PAUSED, SIGNED_IN, BID_OPENED, BID_OPENING_FAILED)
            .stay(PAUSED, OPENING_OBJECTION_RAISED, OPENING_OBJECTION_ANSWERED)
            .move(PAUSED, OPENING_CONTINUED, DECRYPTING)
            .move(DECRYPTING, DECRYPTION_CLOSED, DECRYPTED) // 20号令 §31
            .stay(DECRYPTED, SIGNED_IN, BID_RULED, OPENING_OBJECTION_RAISED, OPENING_OBJECTION_ANSWERED) // 20号令 §31
            .move(DECRYPTED, PRICES_READ, READ) // 招标投标法 §36
            .stay(READ, SIGNED_IN, OPENING_OBJECTION_RAISED, OPENING_OBJECTION_ANSWERED, OPENING_RECORD_SIGNED)
            .move(READ, OPENING_RECORDED, RECORDED) // 20号令 §32
            .end(RECORDED)
            .build();

    private OpeningLife() {}

    /** The phase after the fact, or the refusal. */
    public static Outcome<OpeningPhase> next(OpeningPhase from, TradeFact fact) {
        Optional<OpeningPhase> next = TABLE.next(from, fact, from);
        return next.map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        "WRONG_PHASE", "电子招标投标办法（20号令）§29–§32", "“" + from.title() + "”时不能“" + fact.title() + "”"));
    }
}
