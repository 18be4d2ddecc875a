package org.mingjian.verifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is believed, and what has been shown already: tree heads that many facts of one file share are checked once.
 *
 * @param key the platform's key as published elsewhere, if the caller has it
 * @param cosigners organisations whose co-signatures count
 * @param needed how many of them must have signed each tree head
 * @param anchor what a chain answered, if the caller asked one
 * @param shown answers by key and tree head
 */
record Trust(
        Optional<Sm2Key> key,
        List<Cosigner> cosigners,
        int needed,
        Optional<Anchor> anchor,
        Map<String, Boolean> shown) {

    Trust {
        cosigners = List.copyOf(cosigners);
    }

    static Trust in(Optional<Sm2Key> key) {
        return in(key, List.of(), 0);
    }

    static Trust in(Optional<Sm2Key> key, List<Cosigner> cosigners, int needed) {
        return new Trust(key, cosigners, needed, Optional.empty(), new HashMap<>());
    }

    Trust with(Anchor answered) {
        return new Trust(key, cosigners, needed, Optional.of(answered), shown);
    }

    /** Whether enough of those who are trusted co-signed the tree head; asked only where some are named. */
    void cosigned(Checkpoint checkpoint, Findings findings) {
        if (cosigners.isEmpty()) {
            int others = checkpoint.signatures().size() - 1;
            if (others > 0) {
                findings.open(
                        "cosigned",
                        others
                                + " lines of others under the tree head were not checked: give --cosigner to check them");
            }
            return;
        }
        List<String> signed = cosigners.stream()
                .flatMap(one -> one.signed(checkpoint).stream().map(at -> one.name() + " at " + at))
                .toList();
        findings.check(
                "cosigned",
                signed.size() >= needed,
                signed.size() + " of " + cosigners.size() + " co-signed, " + needed + " needed: "
                        + String.join(", ", signed));
    }

    boolean isSigned(String note, Checkpoint checkpoint, Sm2Key by) {
        return shown.computeIfAbsent(Proof.text(by.bytes()) + "\n" + note, unseen -> checkpoint.isSignedBy(by));
    }
}
