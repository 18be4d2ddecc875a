package org.mingjian.portal.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.InclusionProof;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;

/**
 * 包含证明 step by step, computed here again from the evidence alone, as anybody can (RFC 9162 §2.1.3.2 with SM3).
 *
 * @param entry canonical log entry
 * @param leaf SM3(0x00 ‖ entry), hex
 * @param root the last result, hex
 * @param holds true when leaf and root are those of the proof
 */
public record ProofSteps(String entry, String leaf, List<Step> steps, String root, boolean holds) {

    /**
     * One hashing: SM3(0x01 ‖ left ‖ right), hex.
     *
     * @param siblingLeft true when the proof's hash stands on the left
     */
    public record Step(boolean siblingLeft, String sibling, String result) {}

    private static final HexFormat HEX = HexFormat.of();

    public static ProofSteps of(Evidence evidence) {
        byte[] entry = CanonicalJson.bytes(evidence.entry());
        InclusionProof proof = evidence.proof();
        byte[] hash = Sm3.digest(new byte[] {0}, entry);
        boolean sameLeaf = Base64.getEncoder().encodeToString(hash).equals(proof.leaf());
        String leaf = HEX.formatHex(hash);
        List<Step> steps = new ArrayList<>();
        long node = proof.index();
        long last = proof.size() - 1;
        for (String encoded : proof.path()) {
            byte[] sibling = Base64.getDecoder().decode(encoded);
            boolean left = (node & 1) == 1 || node == last;
            hash = left ? Sm3.digest(new byte[] {1}, sibling, hash) : Sm3.digest(new byte[] {1}, hash, sibling);
            steps.add(new Step(left, HEX.formatHex(sibling), HEX.formatHex(hash)));
            if (left) {
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            }
            node >>= 1;
            last >>= 1;
        }
        boolean sameRoot = Base64.getEncoder().encodeToString(hash).equals(proof.root());
        return new ProofSteps(
                new String(entry, StandardCharsets.UTF_8), leaf, steps, HEX.formatHex(hash), sameLeaf && sameRoot);
    }
}
