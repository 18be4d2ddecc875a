package org.mingjian.facts.command;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.kernel.crypto.Sm3;

/**
 * How long inclusion proofs at random places of a large log take. The tree is made: upper hashes lie in memory, the
 * leaves of a tile are hashed anew for nearly every proof. A platform reads tiles from PostgreSQL instead; what that
 * costs is not in the times, how often a proof asks for a tile is told beside them.
 */
public final class ProofSpeed {

    private static final int WARM = 1_000;

    private ProofSpeed() {}

    /**
     * @param nanos one time for each proof, ascending
     * @param tiles asked for by one proof, on average
     */
    public record Found(long[] nanos, double tiles) {}

    /** Every proof is checked; a quick wrong one is no figure. */
    public static Found of(long size, int proofs) {
        Made made = new Made(size);
        MerkleTree tree = new MerkleTree(made, size);
        byte[] root = tree.root();
        SplittableRandom random = new SplittableRandom(1);
        long[] nanos = new long[proofs];
        long asked = 0;
        for (int i = -WARM; i < proofs; i++) {
            long index = random.nextLong(size);
            long before = made.asked;
            long start = System.nanoTime();
            List<byte[]> path = tree.inclusion(index);
            long took = System.nanoTime() - start;
            if (i >= 0) {
                nanos[i] = took;
                asked += made.asked - before;
            }
            requireHolds(index, size, path, root);
        }
        Arrays.sort(nanos);
        return new Found(nanos, (double) asked / proofs);
    }

    /** RFC 9162 §2.1.3.2; a quick wrong proof is no figure. */
    private static void requireHolds(long index, long size, List<byte[]> path, byte[] root) {
        long fn = index;
        long sn = size - 1;
        byte[] hash = Made.leaf(index);
        for (byte[] step : path) {
            if ((fn & 1) == 1 || fn == sn) {
                hash = MerkleTree.node(step, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = MerkleTree.node(hash, step);
            }
            fn >>= 1;
            sn >>= 1;
        }
        if (!Arrays.equals(hash, root)) {
            throw new IllegalStateException("the proof of leaf " + index + " does not lead to the root");
        }
    }

    /** Tiles of a made log. */
    private static final class Made implements MerkleTree.Tiles {

        private final long size;
        private final List<List<byte[]>> levels = new ArrayList<>();
        private long asked;
        /** The last tile of leaves, as the platform holds tiles that it has read. */
        private long held = -1;

        private List<byte[]> leaves = List.of();

        Made(long size) {
            this.size = size;
            List<byte[]> above = new ArrayList<>();
            for (long tile = 0; (tile + 1) * MerkleTree.WIDTH <= size; tile++) {
                above.add(MerkleTree.fold(leaves(tile)));
            }
            while (!above.isEmpty()) {
                levels.add(above);
                List<byte[]> next = new ArrayList<>();
                for (int from = 0; from + MerkleTree.WIDTH <= above.size(); from += MerkleTree.WIDTH) {
                    next.add(MerkleTree.fold(above.subList(from, from + MerkleTree.WIDTH)));
                }
                above = next;
            }
        }

        static byte[] leaf(long index) {
            return Sm3.digest(
                    ByteBuffer.allocate(9).put((byte) 0).putLong(index).array());
        }

        private List<byte[]> leaves(long tile) {
            List<byte[]> leaves = new ArrayList<>(MerkleTree.WIDTH);
            long end = Math.min(size, (tile + 1) * MerkleTree.WIDTH);
            for (long index = tile * MerkleTree.WIDTH; index < end; index++) {
                leaves.add(leaf(index));
            }
            return leaves;
        }

        @Override
        public List<byte[]> tile(int level, long index, int width) {
            if (level == 0 && index == held) {
                return leaves;
            }
            asked++;
            if (level == 0) {
                held = index;
                leaves = leaves(index);
                return leaves;
            }
            List<byte[]> hashes = levels.get(level - 1);
            int from = (int) (index * MerkleTree.WIDTH);
            return hashes.subList(from, Math.min(from + MerkleTree.WIDTH, hashes.size()));
        }
    }
}
