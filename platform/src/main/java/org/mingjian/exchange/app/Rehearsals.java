package org.mingjian.exchange.app;

import java.time.InstantSource;
import org.mingjian.exchange.domain.Conformity.Note;
import org.mingjian.exchange.domain.Conformity.What;
import org.mingjian.exchange.store.ConnectionStore;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes what a rehearsal shows beside its records. Systems without an application are not noted. */
@Component
class Rehearsals {

    private final ConnectionStore store;
    private final InstantSource clock;

    Rehearsals(ConnectionStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Transactional
    public void wrongSignature(String system, byte[] content) {
        store.find(system).filter(Rehearsals::runs).ifPresent(found -> {
            note(found, What.SIGNATURE_WRONG, Sm3.hex(Sm3.digest(content)));
            store.forgetOldSignatures(found.system(), found.run().number());
        });
    }

    /** The same bytes that were refused before, now with the right signature. */
    @Transactional
    public void rightSignature(String system, byte[] content) {
        store.find(system).filter(Rehearsals::runs).ifPresent(found -> {
            Note wrong = new Note(What.SIGNATURE_WRONG, Sm3.hex(Sm3.digest(content)));
            if (store.notes(found.system(), found.run().number()).contains(wrong)) {
                note(found, What.SIGNATURE_MENDED, wrong.detail());
            }
        });
    }

    @Transactional
    public void note(String system, What what, String detail) {
        store.find(system).filter(Rehearsals::runs).ifPresent(found -> note(found, what, detail));
    }

    private void note(ConnectionStore.Connection found, What what, String detail) {
        store.note(found.system(), found.run().number(), new Note(what, detail), clock.instant());
    }

    private static boolean runs(ConnectionStore.Connection found) {
        return found.state() != ConnectionStore.State.STOPPED;
    }
}
