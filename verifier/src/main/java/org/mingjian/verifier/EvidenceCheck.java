package org.mingjian.verifier;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks one fact with its proof: a receipt 回执, or an evidence file 证据. */
final class EvidenceCheck {

    private static final Set<String> MEMBERS =
            Set.of("type", "v", "content", "entry", "position", "proof", "checkpoint", "platformKey");

    private static final Set<String> PROOF = Set.of("hash", "index", "size", "leaf", "root", "path");

    private final Json.Obj evidence;
    private final Findings findings;

    EvidenceCheck(Json.Obj evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
    }

    /**
     * Follows the chain from the content to the signed tree.
     *
     * @param files files that the fact must name
     */
    void run(Trust trust, List<Path> files) throws Unreadable, BadCall {
        Set<String> members = new HashSet<>(evidence.members().keySet());
        members.removeAll(MEMBERS);
        findings.check("members", members.isEmpty(), "the file has no members beyond the format");
        findings.check("version", evidence.count("v") == 1, "the file is of version 1");
        Json.Obj entry = evidence.object("entry");
        content(entry, files);
        boolean form = entry.members().keySet().equals(Set.of("at", "digest", "v")) && entry.count("v") == 1;
        findings.check("entry", form, "the log entry names time, digest and version: " + entry.text("at"));
        proof(entry, trust);
        key(trust.key());
    }

    private void content(Json.Obj entry, List<Path> files) throws Unreadable, BadCall {
        if (!evidence.has("content")) {
            if (evidence.text("type").equals("receipt")) {
                findings.check("content", false, "a receipt carries its content");
                return;
            }
            findings.open("content", "the content is withheld; only its digest is proven");
            for (Path file : files) {
                findings.check("file", false, file.getFileName() + ": no content that could name it");
            }
            return;
        }
        Json.Obj content = evidence.object("content");
        String digest = HexFormat.of().formatHex(TreeHash.SM3.digest(content.canonical()));
        findings.check("content", digest.equals(entry.text("digest")), "SM3 of the content is the digest in the log");
        for (Path file : files) {
            findings.check("file", names(content, file), file.getFileName() + " is named by the fact, same bytes");
        }
    }

    private static boolean names(Json.Obj content, Path path) throws Unreadable, BadCall {
        String digest = Documents.sm3(path);
        for (Json one : content.list("files")) {
            if (one instanceof Json.Obj file && file.text("sm3").equals(digest)) {
                return true;
            }
        }
        return false;
    }

    private void proof(Json.Obj entry, Trust trust) throws Unreadable {
        boolean form = evidence.object("proof").members().keySet().equals(PROOF);
        findings.check("proof", form, "the proof has the members of the format");
        if (!(Proof.read(evidence.object("proof")) instanceof Proof.Inclusion proof)) {
            throw new Unreadable("\"proof\" is not an inclusion proof");
        }
        findings.check("hash", proof.hash() == TreeHash.SM3, "the log is a tree of SM3");
        findings.check(
                "leaf",
                Arrays.equals(TreeHash.SM3.leaf(entry.canonical()), proof.leaf()),
                "the proof speaks of this entry");
        findings.check(
                "position", evidence.count("position") == proof.index() + 1, "the position is that of the proof");
        Optional<String> problem = proof.problem();
        findings.check("inclusion", problem.isEmpty(), problem.orElse("the entry is in the tree"));
        Checkpoint checkpoint = Checkpoint.read(evidence.text("checkpoint"));
        boolean covers = checkpoint.size() == proof.size() && Arrays.equals(checkpoint.root(), proof.root());
        findings.check("checkpoint", covers, "the signed tree head is that of the tree: " + checkpoint.origin());
        Sm2Key key = new Sm2Key(Proof.base64("platformKey", evidence.text("platformKey")));
        findings.check(
                "signature",
                trust.isSigned(evidence.text("checkpoint"), checkpoint, key),
                "the platform signed the tree head with SM2");
        trust.cosigned(checkpoint, findings);
        trust.anchor().ifPresent(anchor -> anchor.check(checkpoint, findings));
    }

    private void key(Optional<Sm2Key> trusted) throws Unreadable {
        byte[] key = Proof.base64("platformKey", evidence.text("platformKey"));
        String fingerprint = HexFormat.of().formatHex(TreeHash.SM3.digest(key));
        if (trusted.isPresent()) {
            findings.check("key", Arrays.equals(trusted.get().bytes(), key), "the signing key is the one you trust");
        } else {
            findings.open("key", "compare the key's SM3 with the published one, or give --key: " + fingerprint);
        }
    }
}
