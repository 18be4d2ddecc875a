package org.mingjian.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A proof about a Merkle tree (RFC 9162): that it holds a leaf, or that it grew from an earlier tree. */
public sealed interface Proof {

    /** Longest path that a tree of 2^63 leaves can need, twice over. */
    int LONGEST_PATH = 128;

    /** What is wrong with the proof, if anything. */
    Optional<String> problem();

    /** RFC 9162 §2.1.3.2: the leaf stands at this index of the tree with this root. */
    record Inclusion(TreeHash hash, long index, long size, byte[] leaf, byte[] root, List<byte[]> path)
            implements Proof {

        @Override
        public Optional<String> problem() {
            if (index >= size) {
                return Optional.of("there is no leaf " + index + " in a tree of " + size);
            }
            long fn = index;
            long sn = size - 1;
            byte[] r = leaf;
            for (byte[] p : path) {
                if (sn == 0) {
                    return Optional.of("the path is too long");
                }
                if ((fn & 1) == 1 || fn == sn) {
                    r = hash.node(p, r);
                    while ((fn & 1) == 0 && fn != 0) {
                        fn >>= 1;
                        sn >>= 1;
                    }
                } else {
                    r = hash.node(r, p);
                }
                fn >>= 1;
                sn >>= 1;
            }
            if (sn != 0) {
                return Optional.of("the path is too short");
            }
            return Arrays.equals(r, root) ? Optional.empty() : Optional.of("the path does not lead to the root");
        }
    }

    /** RFC 9162 §2.1.4.2: the second tree begins with all leaves of the first, in the same order. */
    record Consistency(TreeHash hash, long size1, long size2, byte[] root1, byte[] root2, List<byte[]> path)
            implements Proof {

        @Override
        public Optional<String> problem() {
            if (size1 > size2) {
                return Optional.of("the first tree is the larger one");
            }
            if (size1 == size2 || size1 == 0) {
                return trivial();
            }
            List<byte[]> rest = new ArrayList<>(path);
            if (Long.bitCount(size1) == 1) {
                rest.add(0, root1);
            }
            if (rest.isEmpty()) {
                return Optional.of("the path is too short");
            }
            return walk(rest);
        }

        /** Equal trees and the empty tree need no path. */
        private Optional<String> trivial() {
            if (!path.isEmpty()) {
                return Optional.of("the path must be empty");
            }
            if (size1 == size2 && !Arrays.equals(root1, root2)) {
                return Optional.of("two roots of one size differ");
            }
            if (size1 == 0 && !Arrays.equals(root1, hash.empty())) {
                return Optional.of("the first root is not that of an empty tree");
            }
            return Optional.empty();
        }

        private Optional<String> walk(List<byte[]> rest) {
            long fn = size1 - 1;
            long sn = size2 - 1;
            int spared = Long.numberOfTrailingZeros(size1);
            fn >>= spared;
            sn >>= spared;
            byte[] fr = rest.get(0);
            byte[] sr = rest.get(0);
            for (byte[] c : rest.subList(1, rest.size())) {
                if (sn == 0) {
                    return Optional.of("the path is too long");
                }
                if ((fn & 1) == 1 || fn == sn) {
                    fr = hash.node(c, fr);
                    sr = hash.node(c, sr);
                    while ((fn & 1) == 0 && fn != 0) {
                        fn >>= 1;
                        sn >>= 1;
                    }
                } else {
                    sr = hash.node(sr, c);
                }
                fn >>= 1;
                sn >>= 1;
            }
            if (sn != 0) {
                return Optional.of("the path is too short");
            }
            if (!Arrays.equals(fr, root1)) {
                return Optional.of("the path does not lead to the first root");
            }
            return Arrays.equals(sr, root2)
                    ? Optional.empty()
                    : Optional.of("the path does not lead to the second root");
        }
    }

    static Proof read(Json json) throws Unreadable {
        if (!(json instanceof Json.Obj object)) {
            throw new Unreadable("a proof is a JSON object");
        }
        boolean inclusion = object.has("index") || object.has("leaf");
        boolean consistency = object.has("size1") || object.has("size2");
        if (inclusion == consistency) {
            throw new Unreadable("a proof has either index, size, leaf, root or size1, size2, root1, root2");
        }
        TreeHash hash = TreeHash.named(object.text("hash"));
        List<byte[]> path = new ArrayList<>();
        for (Json step : object.list("path")) {
            if (!(step instanceof Json.Text text)) {
                throw new Unreadable("\"path\" holds something other than strings");
            }
            path.add(hash("path", text.value()));
            if (path.size() > LONGEST_PATH) {
                throw new Unreadable("\"path\" is longer than any tree needs");
            }
        }
        if (inclusion) {
            return new Inclusion(
                    hash,
                    object.count("index"),
                    object.count("size"),
                    hash(object, "leaf"),
                    hash(object, "root"),
                    path);
        }
        return new Consistency(
                hash, object.count("size1"), object.count("size2"), hash(object, "root1"), hash(object, "root2"), path);
    }

    private static byte[] hash(Json.Obj object, String name) throws Unreadable {
        return hash(name, object.text(name));
    }

    private static byte[] hash(String name, String text) throws Unreadable {
        byte[] bytes = base64(name, text);
        if (bytes.length != TreeHash.LENGTH) {
            throw new Unreadable("\"" + name + "\" is not a hash of 32 bytes");
        }
        return bytes;
    }

    static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Standard base64 with padding, in its only form. */
    static byte[] base64(String name, String text) throws Unreadable {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw new Unreadable("\"" + name + "\" is not base64");
        }
        throw new Unreadable("\"" + name + "\" is not base64 in its only form");
    }
}
