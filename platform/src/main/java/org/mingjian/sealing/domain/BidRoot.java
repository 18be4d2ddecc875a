package org.mingjian.sealing.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.mingjian.kernel.crypto.Sm3;

/**
 * One digest over all sealed bids of a tender, published at the deadline before anything is opened. A Merkle tree as in
 * RFC 9162 §2.1.1 with SM3: leaves are the 32-byte SM3 digests of the sealed bids in ascending order, so anybody with
 * the
 * receipts computes the same root.
 */
public final class BidRoot {

    /** How the root was computed, as the fact states it. */
    public static final String METHOD = "RFC 9162 Merkle tree, SM3; leaves: SM3 of each sealed bid, ascending";

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private BidRoot() {}

    /** @param digests lower-case hex, in any order */
    public static String of(Collection<String> digests) {
        List<byte[]> level = new ArrayList<>(digests.stream()
                .sorted()
                .map(digest -> Sm3.digest(LEAF, HexFormat.of().parseHex(digest)))
                .toList());
        if (level.isEmpty()) {
            return Sm3.hex(Sm3.digest());
        }
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>(level.size() / 2 + 1);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(Sm3.digest(NODE, level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.getLast());
            }
            level = above;
        }
        return Sm3.hex(level.getFirst());
    }
}
