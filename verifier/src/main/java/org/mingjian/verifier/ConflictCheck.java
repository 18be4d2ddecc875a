package org.mingjian.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what a co-signer kept as evidence 冲突: two tree heads that one log signed and that do not go together. */
final class ConflictCheck {

    private static final Set<String> MEMBERS =
            Set.of("type", "v", "kind", "earlier", "later", "found", "logKey", "path", "problem");

    private ConflictCheck() {}

    static void run(Json.Obj file, Findings findings, Trust trust) throws Unreadable {
        boolean form = file.members().keySet().equals(MEMBERS) && file.count("v") == 1;
        findings.check("members", form, "the file has the members of the format");
        Sm2Key key = new Sm2Key(Proof.base64("logKey", file.text("logKey")));
        if (trust.key().isPresent()) {
            boolean same = Arrays.equals(trust.key().get().bytes(), key.bytes());
            findings.check("key", same, "the log's key is the one you trust");
        } else {
            findings.open("key", "give --key, the log's key as you know it from elsewhere");
        }
        Checkpoint earlier = Checkpoint.read(file.text("earlier"));
        Checkpoint later = Checkpoint.read(file.text("later"));
        findings.check("earlier", earlier.isSignedBy(key), "the log signed the tree head of " + earlier.size());
        findings.check("later", later.isSignedBy(key), "the log signed the tree head of " + later.size());
        findings.check("origin", earlier.origin().equals(later.origin()), "both are of the log " + later.origin());
        switch (file.text("kind")) {
            case "fork" ->
                findings.check(
                        "fork",
                        earlier.size() == later.size() && !Arrays.equals(earlier.root(), later.root()),
                        "one size, two roots: the log has told two histories");
            case "unproven" -> unproven(file, findings, earlier, later);
            case "shorter" -> {
                findings.check("shorter", later.size() < earlier.size(), "the later one has fewer facts");
                findings.open("claim", "that the log showed it later is the co-signer's word");
            }
            default -> throw new Unreadable("\"kind\" must be fork, unproven or shorter");
        }
    }

    private static void unproven(Json.Obj file, Findings findings, Checkpoint earlier, Checkpoint later)
            throws Unreadable {
        List<byte[]> path = new ArrayList<>();
        for (Json one : file.list("path")) {
            if (!(one instanceof Json.Text text)) {
                throw new Unreadable("\"path\" holds something other than strings");
            }
            path.add(Proof.base64("path", text.value()));
        }
        var growth =
                new Proof.Consistency(TreeHash.SM3, earlier.size(), later.size(), earlier.root(), later.root(), path);
        Optional<String> problem = growth.problem();
        findings.check("unproven", problem.isPresent(), problem.orElse("the proof holds: there is no conflict"));
        findings.open("claim", "no proof that holds was given; ask the log for one: if it has none, it was rewritten");
    }
}
