package org.mingjian.intake.domain;

import org.mingjian.kernel.Lifecycle;

/** The life of a registration; what is saved before it is submitted is nobody's fact yet. */
public final class RegistrationLife {

    public static final Lifecycle<RegistrationState, RegistrationFact> TABLE = Lifecycle.of(
                    RegistrationState.class, RegistrationFact.class)
            .start(RegistrationState.DRAFT)
            .move(RegistrationState.DRAFT, RegistrationFact.SUBMITTED, RegistrationState.SUBMITTED)
            .move(RegistrationState.SUBMITTED, RegistrationFact.RETURNED, RegistrationState.RETURNED)
            .move(RegistrationState.RETURNED, RegistrationFact.SUBMITTED, RegistrationState.SUBMITTED)
            .move(RegistrationState.SUBMITTED, RegistrationFact.ACCEPTED, RegistrationState.ACCEPTED)
            .end(RegistrationState.ACCEPTED)
            .build();

    private RegistrationLife() {}
}
