package org.mingjian.intake.app;

import org.mingjian.intake.domain.Registration;
import org.mingjian.intake.domain.RegistrationFact;
import org.mingjian.intake.domain.RegistrationLife;
import org.mingjian.intake.domain.RegistrationState;
import org.mingjian.kernel.Outcome;

/** Asks the table. */
final class Moves {

    private Moves() {}

    static Outcome<RegistrationState> next(Registration registration, RegistrationFact fact) {
        RegistrationState state = registration.state();
        return RegistrationLife.TABLE
                .next(state, fact, state)
                .map(Outcome::done)
                .orElseGet(() ->
                        Outcome.refused("WRONG_STATE", "进场登记流程表", "“" + state.title() + "”时不能“" + fact.title() + "”"));
    }
}
