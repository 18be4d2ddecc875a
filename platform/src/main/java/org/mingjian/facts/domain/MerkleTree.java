package org.mingjian.facts.domain;

import java.util.ArrayList;
import java.util.List;
import org.mingjian.kernel.crypto.Sm3;

/**
 * RFC 9162 §2.1 Merkle tree with SM3, read from tiles of 256 hashes (C2SP tlog-tiles): tile level 0 holds leaf hashes,
 * level 1 the roots of 256 leaves, and so on. Ranges inside a tile are recomputed, so a proof reads a few tiles only.
 */
public final class MerkleTree {

    /** Hashes per tile. */
    public static final int WIDTH = 256;

    private static final int BITS = 8;

    private final Tiles tiles;
    private final long size;

    /** Gives the hashes of one tile. */
    public interface Tiles {
        /** @return at least the first {@code width} hashes of the tile */
        List<byte[]> tile(int level, long index, int width);
    }

    public MerkleTree(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    public static byte[] leaf(byte[] entry) {
        return Sm3.digest(new byte[] {0}, entry);
    }

    public static byte[] node(byte[] left, byte[] right) {
        return Sm3.digest(new byte[] {1}, left, right);
    }

    public byte[] root() {
        return size == 0 ? Sm3.digest() : range(0, size);
    }

    /** RFC 9162 §2.1.3.1. */
    public List<byte[]> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " of a tree of " + size);
        }
        List<byte[]> path = new ArrayList<>();
        walk(index, 0, size, path);
        return path;
    }

    private void walk(long index, long start, long count, List<byte[]> path) {
        if (count == 1) {
            return;
        }
        long left = split(count);
        if (index < left) {
            walk(index, start, left, path);
            path.add(range(start + left, count - left));
        } else {
            walk(index - left, start + left, count - left, path);
            path.add(range(start, left));
        }
    }

    /** RFC 9162 §2.1.4.1: proof that the first {@code first} leaves are unchanged. */
    public List<byte[]> consistency(long first) {
        if (first < 0 || first > size) {
            throw new IllegalArgumentException("from " + first + " to " + size);
        }
        List<byte[]> path = new ArrayList<>();
        if (first > 0 && first < size) {
            grow(first, 0, size, true, path);
        }
        return path;
    }

    private void grow(long first, long start, long count, boolean whole, List<byte[]> path) {
        if (first == count) {
            if (!whole) {
                path.add(range(start, count));
            }
            return;
        }
        long left = split(count);
        if (first <= left) {
            grow(first, start, left, whole, path);
            path.add(range(start + left, count - left));
        } else {
            grow(first - left, start + left, count - left, false, path);
            path.add(range(start, left));
        }
    }

    /** Root of the leaves {@code start … start+count−1}; {@code start} is a multiple of the power of two above. */
    private byte[] range(long start, long count) {
        if (Long.bitCount(count) == 1) {
            return perfect(start, count);
        }
        long left = split(count);
        return node(range(start, left), range(start + left, count - left));
    }

    private byte[] perfect(long start, long count) {
        int height = Long.numberOfTrailingZeros(count);
        int level = height / BITS;
        int inside = 1 << (height % BITS);
        long at = start >>> (level * BITS);
        int from = (int) (at % WIDTH);
        return fold(tiles.tile(level, at / WIDTH, from + inside).subList(from, from + inside));
    }

    /** Root of a power of two of hashes. */
    public static byte[] fold(List<byte[]> hashes) {
        List<byte[]> row = hashes;
        while (row.size() > 1) {
            List<byte[]> above = new ArrayList<>(row.size() / 2);
            for (int i = 0; i < row.size(); i += 2) {
                above.add(node(row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        return row.getFirst();
    }

    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
