package org.mingjian.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static final HexFormat HEX = HexFormat.of();

    /** The leaves that implementations of RFC 6962 test with, and the roots of the trees of 1 … 8 of them. */
    private static final List<byte[]> KNOWN_LEAVES = List.of(
            new byte[0],
            HEX.parseHex("00"),
            HEX.parseHex("10"),
            HEX.parseHex("2021"),
            HEX.parseHex("3031"),
            HEX.parseHex("40414243"),
            HEX.parseHex("5051525354555657"),
            HEX.parseHex("606162636465666768696a6b6c6d6e6f"));

    private static final List<String> KNOWN_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void knownTreesOfSha256() {
        NaiveTree tree = new NaiveTree(TreeHash.SHA256, KNOWN_LEAVES);
        for (int size = 0; size <= 8; size++) {
            assertThat(HEX.formatHex(tree.root(size))).isEqualTo(KNOWN_ROOTS.get(size));
        }
    }

    @Test
    void knownPathOfSha256() {
        List<byte[]> path = new ArrayList<>();
        path.add(HEX.parseHex("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"));
        path.add(HEX.parseHex("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"));
        path.add(HEX.parseHex("6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        byte[] leaf = TreeHash.SHA256.leaf(new byte[0]);
        byte[] root = HEX.parseHex(KNOWN_ROOTS.get(8));

        assertThat(new Proof.Inclusion(TreeHash.SHA256, 0, 8, leaf, root, path).problem())
                .isEmpty();
        assertThat(new Proof.Inclusion(TreeHash.SHA256, 1, 8, leaf, root, path).problem())
                .isPresent();
    }

    @Test
    void allProofsOfSmallTreesHold() {
        for (TreeHash hash : TreeHash.values()) {
            NaiveTree tree = NaiveTree.ofSize(hash, 70);
            for (int size = 0; size <= 70; size++) {
                for (int first = 0; first <= size; first++) {
                    assertThat(consistency(hash, tree, first, size).problem())
                            .as("%s %d in %d", hash, first, size)
                            .isEmpty();
                    if (first < size) {
                        assertThat(inclusion(hash, tree, first, size).problem()).isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void proofsAroundPowersOfTwoHold() {
        NaiveTree tree = NaiveTree.ofSize(TreeHash.SM3, 1025);
        int[] sizes = {1, 2, 3, 127, 128, 129, 255, 256, 257, 511, 512, 513, 1023, 1024, 1025};
        for (int size : sizes) {
            for (int first : sizes) {
                if (first <= size) {
                    assertThat(consistency(TreeHash.SM3, tree, first, size).problem())
                            .isEmpty();
                    assertThat(inclusion(TreeHash.SM3, tree, first - 1, size).problem())
                            .isEmpty();
                }
            }
        }
    }

    @Property(tries = 300)
    void wrongInclusionsAreRefused(
            @ForAll @IntRange(min = 2, max = 200) int size,
            @ForAll @IntRange(min = 0, max = 10_000) int where,
            @ForAll @IntRange(min = 1, max = 255) int bits) {
        NaiveTree tree = NaiveTree.ofSize(TreeHash.SM3, size + 1);
        int index = where % size;
        Proof.Inclusion good = inclusion(TreeHash.SM3, tree, index, size);

        assertThat(good.problem()).isEmpty();
        assertThat(changed(good, where, bits).problem()).isPresent();
        assertThat(with(good, index, size, dropLast(good.path())).problem()).isPresent();
        assertThat(with(good, index, size, addOne(good.path())).problem()).isPresent();
        assertThat(with(good, (index + 1) % size, size, good.path()).problem()).isPresent();
        assertThat(with(good, size, size, good.path()).problem()).isPresent();
        assertThat(new Proof.Inclusion(good.hash(), index, size, tree.leaf(index), tree.root(size + 1), good.path())
                        .problem())
                .isPresent();
    }

    @Property(tries = 300)
    void wrongConsistenciesAreRefused(
            @ForAll @IntRange(min = 2, max = 200) int size,
            @ForAll @IntRange(min = 0, max = 10_000) int where,
            @ForAll @IntRange(min = 1, max = 255) int bits) {
        NaiveTree tree = NaiveTree.ofSize(TreeHash.SM3, size);
        int first = 1 + where % (size - 1);
        Proof.Consistency good = consistency(TreeHash.SM3, tree, first, size);

        assertThat(good.problem()).isEmpty();
        byte[] forged = flip(good.root1(), where, bits);
        assertThat(new Proof.Consistency(good.hash(), first, size, forged, good.root2(), good.path()).problem())
                .isPresent();
        assertThat(new Proof.Consistency(good.hash(), first, size, good.root1(), forged, good.path()).problem())
                .isPresent();
        List<byte[]> path = new ArrayList<>(good.path());
        int step = where % path.size();
        path.set(step, flip(path.get(step), where, bits));
        assertThat(withPath(good, path).problem()).isPresent();
        assertThat(withPath(good, dropLast(good.path())).problem()).isPresent();
        assertThat(withPath(good, addOne(good.path())).problem()).isPresent();
        assertThat(new Proof.Consistency(good.hash(), size, first, good.root2(), good.root1(), good.path()).problem())
                .isPresent();
    }

    @Test
    void emptyTreesNeedTheEmptyRootAndNoPath() {
        byte[] empty = TreeHash.SM3.empty();
        byte[] other = TreeHash.SM3.leaf(new byte[0]);

        assertThat(new Proof.Consistency(TreeHash.SM3, 0, 0, empty, empty, List.of()).problem())
                .isEmpty();
        assertThat(new Proof.Consistency(TreeHash.SM3, 0, 1, empty, other, List.of()).problem())
                .isEmpty();
        assertThat(new Proof.Consistency(TreeHash.SM3, 0, 1, other, other, List.of()).problem())
                .isPresent();
        assertThat(new Proof.Consistency(TreeHash.SM3, 0, 1, empty, other, addOne(List.of())).problem())
                .isPresent();
        assertThat(new Proof.Inclusion(TreeHash.SM3, 0, 0, empty, empty, List.of()).problem())
                .isPresent();
    }

    private static Proof.Inclusion inclusion(TreeHash hash, NaiveTree tree, int index, int size) {
        return new Proof.Inclusion(hash, index, size, tree.leaf(index), tree.root(size), tree.inclusion(index, size));
    }

    private static Proof.Consistency consistency(TreeHash hash, NaiveTree tree, int first, int size) {
        return new Proof.Consistency(
                hash, first, size, tree.root(first), tree.root(size), tree.consistency(first, size));
    }

    private static Proof.Inclusion changed(Proof.Inclusion good, int where, int bits) {
        List<byte[]> path = new ArrayList<>(good.path());
        int step = where % (path.size() + 1);
        if (step == path.size()) {
            byte[] leaf = flip(good.leaf(), where, bits);
            return new Proof.Inclusion(good.hash(), good.index(), good.size(), leaf, good.root(), path);
        }
        path.set(step, flip(path.get(step), where, bits));
        return with(good, good.index(), good.size(), path);
    }

    private static Proof.Inclusion with(Proof.Inclusion good, long index, long size, List<byte[]> path) {
        return new Proof.Inclusion(good.hash(), index, size, good.leaf(), good.root(), path);
    }

    private static Proof.Consistency withPath(Proof.Consistency good, List<byte[]> path) {
        return new Proof.Consistency(good.hash(), good.size1(), good.size2(), good.root1(), good.root2(), path);
    }

    private static List<byte[]> dropLast(List<byte[]> path) {
        return path.subList(0, path.size() - 1);
    }

    private static List<byte[]> addOne(List<byte[]> path) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(new byte[32]);
        return longer;
    }

    private static byte[] flip(byte[] bytes, int where, int bits) {
        byte[] changed = bytes.clone();
        changed[where % changed.length] ^= (byte) bits;
        return changed;
    }
}
