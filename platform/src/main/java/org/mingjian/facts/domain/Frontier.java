package org.mingjian.facts.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The right edge of the tree while it grows: for each tile level the hashes of its last, unfinished tile. */
public final class Frontier {

    /** A hash that completed: the root of a full tile, to be kept at the level above. */
    public record Finished(int level, long index, byte[] hash) {}

    private final List<List<byte[]>> edge = new ArrayList<>();
    private long size;

    private Frontier(long size) {
        this.size = size;
    }

    /**
     * @param levels for a level, reads the hashes of its unfinished tile, oldest first
     * @param size leaves already in the tree
     */
    public static Frontier resume(long size, LongFunction<List<byte[]>> levels) {
        Frontier frontier = new Frontier(size);
        for (int level = 0; (size >>> (8 * level)) > 0; level++) {
            frontier.edge.add(new ArrayList<>(levels.apply(level)));
        }
        return frontier;
    }

    public long size() {
        return size;
    }

    /** Adds a leaf hash and answers the upper hashes that it completed. */
    public List<Finished> append(byte[] leaf) {
        List<Finished> finished = new ArrayList<>(0);
        byte[] hash = leaf;
        long index = size++;
        for (int level = 0; ; level++) {
            if (level == edge.size()) {
                edge.add(new ArrayList<>());
            }
            List<byte[]> tile = edge.get(level);
            tile.add(hash);
            if (tile.size() < MerkleTree.WIDTH) {
                return finished;
            }
            hash = MerkleTree.fold(tile);
            tile.clear();
            index >>>= 8;
            finished.add(new Finished(level + 1, index, hash));
        }
    }

    /** Root over everything appended so far. */
    public byte[] root() {
        if (size == 0) {
            return new MerkleTree((level, index, width) -> List.of(), 0).root();
        }
        List<byte[]> perfect = new ArrayList<>();
        for (int level = edge.size() - 1; level >= 0; level--) {
            List<byte[]> tile = edge.get(level);
            int from = 0;
            for (int run = Integer.highestOneBit(Math.max(1, tile.size())); run > 0; run >>= 1) {
                if ((tile.size() & run) != 0) {
                    perfect.add(MerkleTree.fold(tile.subList(from, from + run)));
                    from += run;
                }
            }
        }
        byte[] root = perfect.removeLast();
        while (!perfect.isEmpty()) {
            root = MerkleTree.node(perfect.removeLast(), root);
        }
        return root;
    }
}
