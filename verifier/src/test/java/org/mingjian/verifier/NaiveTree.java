package org.mingjian.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The definitions of RFC 9162 §2.1 written down as they stand, over all leaves: slow, and independent of the checks.
 */
final class NaiveTree {

    private final TreeHash hash;
    private final List<byte[]> entries;

    NaiveTree(TreeHash hash, List<byte[]> entries) {
        this.hash = hash;
        this.entries = entries;
    }

    static NaiveTree ofSize(TreeHash hash, int size) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
        }
        return new NaiveTree(hash, entries);
    }

    byte[] leaf(int index) {
        return hash.leaf(entries.get(index));
    }

    byte[] root(int size) {
        return mth(entries.subList(0, size));
    }

    List<byte[]> inclusion(int index, int size) {
        return path(index, entries.subList(0, size));
    }

    List<byte[]> consistency(int size1, int size2) {
        return size1 == 0 ? List.of() : subproof(size1, entries.subList(0, size2), true);
    }

    private byte[] mth(List<byte[]> d) {
        if (d.isEmpty()) {
            return hash.digest();
        }
        if (d.size() == 1) {
            return hash.leaf(d.get(0));
        }
        int k = split(d.size());
        return hash.node(mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    private List<byte[]> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return new ArrayList<>();
        }
        int k = split(d.size());
        List<byte[]> path = m < k ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, d.size()));
        path.add(m < k ? mth(d.subList(k, d.size())) : mth(d.subList(0, k)));
        return path;
    }

    private List<byte[]> subproof(int m, List<byte[]> d, boolean whole) {
        List<byte[]> proof = new ArrayList<>();
        if (m == d.size()) {
            if (!whole) {
                proof.add(mth(d));
            }
            return proof;
        }
        int k = split(d.size());
        if (m <= k) {
            proof.addAll(subproof(m, d.subList(0, k), whole));
            proof.add(mth(d.subList(k, d.size())));
        } else {
            proof.addAll(subproof(m - k, d.subList(k, d.size()), false));
            proof.add(mth(d.subList(0, k)));
        }
        return proof;
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }
}
