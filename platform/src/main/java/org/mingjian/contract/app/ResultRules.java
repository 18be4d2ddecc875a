package org.mingjian.contract.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.rules.Quantity;
import org.mingjian.rules.Rules;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** Judges an act by the rules pinned to its trade: refuses by a certain rule, collects the warnings of the others. */
@Component
class ResultRules {

    private final Rules rules;

    ResultRules(Rules rules) {
        this.rules = rules;
    }

    /** Warnings shown beside the act. */
    record Judged(List<String> warnings) {

        static Judged none() {
            return new Judged(List.of());
        }
    }

    Judged clock(TradeView trade, String rule, Instant start, Instant end) {
        return judge(trade.book(rules).check(rule, start, end));
    }

    Judged quantity(TradeView trade, String rule, Quantity quantity) {
        return judge(trade.book(rules).check(rule, quantity));
    }

    private static Judged judge(ClockVerdict verdict) {
        Optional<Refusal> refusal = verdict.refusal();
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
        List<String> warnings = new ArrayList<>();
        if (verdict.warns()) {
            warnings.add(verdict.rule().title() + "：要求" + verdict.required() + "，实际" + verdict.actual() + "（"
                    + verdict.basis().article() + "）");
        }
        return new Judged(warnings);
    }

    /** Only the tenderer's and the agency's own people. */
    static void requireRun(TradeView trade, Caller caller) {
        if (!trade.isRunBy(caller.requireOrganisation().id())) {
            throw new PlatformException(IdentityError.NOT_YOURS, trade.code());
        }
    }
}
