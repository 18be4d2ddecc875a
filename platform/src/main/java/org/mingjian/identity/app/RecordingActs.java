package org.mingjian.identity.app;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * 审计 (GB/T 22239-2019 8.1.4.3): who did what, when, from where, with what result, as facts in the Merkle log. A write
 * is recorded in its own transaction, so that an act whose record cannot be written does not happen; refusals and looks
 * are recorded before they are answered.
 */
@Service
public class RecordingActs implements TransactionExecutionListener {

    /** Permissions whose acts would tell, before the law does, who takes part (招标投标法 §22, §37). */
    private static final Set<Permission> SEALED = Set.of(
            Permission.BID_SUBMIT,
            Permission.BID_DECRYPT,
            Permission.DOCUMENT_FETCH,
            Permission.QUESTION_ASK,
            Permission.DEPOSIT_KEEP,
            Permission.EXPERT_DRAW,
            Permission.EXPERT_ANSWER,
            Permission.EVALUATION_SEAT,
            Permission.OPENING_ATTEND);

    /** What was done, from where. */
    record Act(String act, String subject, String address, String result) {}

    private final ObjectProvider<Facts> facts;

    RecordingActs(ObjectProvider<Facts> facts) {
        this.facts = facts;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        Optional<Origin> origin = Origin.present().filter(Origin::writes);
        if (failure == null && origin.isPresent() && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new Done(origin.get()));
        }
    }

    private final class Done implements TransactionSynchronization {

        private final Origin origin;

        Done(Origin origin) {
            this.origin = origin;
        }

        /** The acts of one account are a stream of their own, taken last, so that two writers cannot deadlock. */
        @Override
        public void beforeCommit(boolean readOnly) {
            if (!readOnly) {
                facts.getObject().record(fact("act.done", origin, "DONE"));
            }
        }
    }

    /** A look, a download, an export: durable before it happens. */
    public void look(Origin origin, String what) {
        facts.getObject().append(fact("act.looked", origin, what));
    }

    /** Something that was not allowed. */
    public void forbidden(Origin origin, String code) {
        facts.getObject().append(fact("act.forbidden", origin, code));
    }

    private static NewFact fact(String kind, Origin origin, String result) {
        Caller caller = origin.caller();
        Permission permission = origin.permission();
        boolean sealed = permission != null && SEALED.contains(permission);
        Actor actor = caller == null ? new Actor("stranger", "未登录", null, null, null, null) : caller.actor();
        return NewFact.secret(
                "acts:" + actor.account(),
                kind,
                actor,
                new Act(origin.act(), origin.subject(), origin.address(), result),
                sealed ? Secrecy.SEALED : Secrecy.PARTIES);
    }
}
