package org.mingjian.draw.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.mingjian.draw.DrawPlan.Entry;
import org.mingjian.draw.DrawPlan.Lot;
import org.mingjian.draw.Taken;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The entries of a draw as leaves of a tree (RFC 9162 §2.1.1 with SM3), and their order once the output is known. A
 * secret pool has salt in its leaves: whoever knows an id and the output still cannot tell whether it was drawn.
 */
public final class Pool {

    private static final byte[] ORDER = "mingjian-draw-order-1\n".getBytes(StandardCharsets.US_ASCII);

    private record Leaf(Entry entry, byte[] hash) {}

    private final List<Leaf> leaves;

    private Pool(List<Leaf> leaves) {
        this.leaves = leaves;
    }

    /** @param salts hexadecimal, one for each entry; empty strings for a public pool */
    public static ArrayNode written(List<Entry> entries, List<String> salts) {
        ArrayNode written = JsonMapper.shared().createArrayNode();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            written.addObject()
                    .put("excluded", entry.excluded())
                    .put("id", entry.id())
                    .put("lot", entry.lot())
                    .put("salt", salts.get(i));
        }
        return written;
    }

    /** Reads what {@link #written} gave. */
    public static Pool read(JsonNode written) {
        var leaves = new ArrayList<Leaf>();
        for (JsonNode one : written) {
            Entry entry = new Entry(
                    one.path("lot").asString(),
                    one.path("id").asString(),
                    one.path("excluded").asString());
            leaves.add(new Leaf(entry, Sm3.digest(new byte[] {0}, CanonicalJson.bytes(one))));
        }
        return new Pool(leaves);
    }

    public String root() {
        return Sm3.hex(root(0, leaves.size()));
    }

    private byte[] root(int from, int to) {
        int size = to - from;
        if (size == 0) {
            return Sm3.digest();
        }
        if (size == 1) {
            return leaves.get(from).hash();
        }
        int half = Integer.highestOneBit(size - 1);
        return Sm3.digest(new byte[] {1}, root(from, from + half), root(from + half, to));
    }

    /** Ids of the candidates of a lot, smallest SM3(output ‖ lot ‖ 0 ‖ leaf) first. */
    public List<String> order(String lot, String output) {
        byte[] drawn = HexFormat.of().parseHex(output);
        byte[] name = lot.getBytes(StandardCharsets.UTF_8);
        record Placed(String id, byte[] key) {}
        return leaves.stream()
                .filter(leaf -> leaf.entry().isCandidate() && leaf.entry().lot().equals(lot))
                .map(leaf -> new Placed(leaf.entry().id(), Sm3.digest(ORDER, drawn, name, new byte[1], leaf.hash())))
                .sorted(Comparator.comparing(Placed::key, Arrays::compareUnsigned))
                .map(Placed::id)
                .toList();
    }

    /** The first of each lot's order that no earlier lot has taken. */
    public List<Taken> take(List<Lot> lots, String output) {
        var taken = new ArrayList<Taken>();
        for (Lot lot : lots) {
            List<String> order = order(lot.lot(), output);
            int left = lot.take();
            for (int i = 0; i < order.size() && left > 0; i++) {
                String id = order.get(i);
                if (taken.stream().noneMatch(other -> other.id().equals(id))) {
                    taken.add(new Taken(lot.lot(), i, id));
                    left--;
                }
            }
        }
        return taken;
    }
}
