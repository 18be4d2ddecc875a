package org.mingjian.identity.app;

import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Refusal;
import org.springframework.stereotype.Service;

/** A refused act is recorded too, in a transaction of its own, with who asked for what and the basis of the no. */
@Service
public class NotingRefusals {

    /** What was asked and why it was refused. */
    record Refused(String act, String code, String basis, String detail, String address) {}

    private final Facts facts;

    NotingRefusals(Facts facts) {
        this.facts = facts;
    }

    public void note(Caller caller, String act, Refusal refusal) {
        facts.append(NewFact.secret(
                "account:" + caller.account(),
                "act.refused",
                caller.actor(),
                new Refused(
                        act,
                        refusal.code(),
                        refusal.basis(),
                        refusal.detail(),
                        Origin.present().map(Origin::address).orElse("")),
                Secrecy.PARTIES));
    }
}
