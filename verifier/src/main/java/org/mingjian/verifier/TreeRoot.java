package org.mingjian.verifier;

import java.util.List;

/** The tree hash of RFC 9162 §2.1.1 over leaves that are hashed already. */
final class TreeRoot {

    private TreeRoot() {}

    static byte[] of(TreeHash hash, List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return hash.empty();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return hash.node(of(hash, leaves.subList(0, left)), of(hash, leaves.subList(left, leaves.size())));
    }
}
