package org.mingjian.verifier;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is believed, and what has been shown already: tree heads that many facts of one file share are checked once.
 *
 * @param key the platform's key as published elsewhere, if the caller has it
 * @param shown answers by key and tree head
 */
record Trust(Optional<Sm2Key> key, Map<String, Boolean> shown) {

    static Trust in(Optional<Sm2Key> key) {
        return new Trust(key, new HashMap<>());
    }

    boolean isSigned(String note, Checkpoint checkpoint, Sm2Key by) {
        return shown.computeIfAbsent(Proof.text(by.bytes()) + "\n" + note, unseen -> checkpoint.isSignedBy(by));
    }
}
