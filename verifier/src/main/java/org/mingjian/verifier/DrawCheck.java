package org.mingjian.verifier;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Repeats a draw 抽取 from its record: the facts in the log, the pool's root, the seeds, the output, the order. */
final class DrawCheck {

    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern DIGITS = Pattern.compile("([0-9a-f]{2}){1,200}");
    private static final List<String> PARTIES = List.of("tenderer", "supervisor", "platform");
    private static final int CANDIDATES_FOR_EACH = 3;
    private static final int TOO_MANY = 3;

    private record Entry(String lot, String id, boolean candidate, byte[] leaf) {}

    private record Lot(String name, int take) {}

    private final Json.Obj file;
    private final Findings findings;
    private final FactList facts;

    private DrawCheck(Json.Obj file, Findings findings, FactList facts) {
        this.file = file;
        this.findings = findings;
        this.facts = facts;
    }

    static void run(Json.Obj file, Findings findings, Trust trust) throws Unreadable, BadCall {
        Set<String> members = Set.of("type", "v", "draw", "evidence", "order", "taken");
        findings.check("members", file.members().keySet().equals(members), "the file has the members of the format");
        findings.check("version", file.count("v") == 1, "the file is of version 1");
        FactList facts = FactList.read(file.list("evidence"), findings, trust);
        if (facts.contents().size() < facts.items().size()) {
            throw new Unreadable("\"evidence\" holds a fact without its content");
        }
        new DrawCheck(file, findings, facts).run();
    }

    private void run() throws Unreadable {
        Json.Obj plan = facts.one("draw.prepared");
        String draw = file.text("draw");
        findings.check("draw", draw.equals(plan.text("draw")), "the record is about the draw " + draw);
        findings.check("facts", allAbout(draw, plan.text("trade")), "all facts are of this draw and this trade");
        findings.check("sequence", inSequence(), "pool, commitments, seeds and output came in this order");
        List<Entry> pool = pool(facts.one("draw.pooled"));
        findings.check(
                "root",
                HEX.formatHex(TreeRoot.of(
                                        TreeHash.SM3,
                                        pool.stream().map(Entry::leaf).toList()))
                                .equals(plan.text("root"))
                        && plan.count("entries") == pool.size(),
                "the pool is the one whose root was published before any seed");
        List<Lot> lots = lots(plan);
        findings.check(
                "bits", plan.count("bits") == bits(lots, pool), "the entropy is " + plan.count("bits") + " bits");
        findings.check("warnings", warnings(plan).equals(expected(plan, lots, pool)), "no warning is left out");
        byte[] output = output(plan, seeds(draw));
        findings.check("order", order(lots, pool, output).equals(strings(file.list("order"))), "the order follows");
        findings.check("taken", taken(lots, pool, output).equals(strings(file.list("taken"))), "the first were taken");
        continued(lots, pool, output);
    }

    private boolean allAbout(String draw, String trade) throws Unreadable {
        for (Json.Obj content : facts.contents()) {
            if (!content.text("stream").equals("trade:" + trade)
                    || !content.object("body").text("draw").equals(draw)) {
                return false;
            }
        }
        return true;
    }

    /** Every commitment before every seed; the pool before, the output after; and the log agrees with the stream. */
    private boolean inSequence() throws Unreadable {
        List<String> kinds = new ArrayList<>();
        for (FactList.Item item : facts.items()) {
            kinds.add(item.kind());
        }
        List<String> needed = List.of(
                "draw.prepared",
                "draw.pooled",
                "draw.committed",
                "draw.committed",
                "draw.committed",
                "draw.revealed",
                "draw.revealed",
                "draw.revealed",
                "draw.drawn");
        return facts.inOrder()
                && kinds.size() >= needed.size()
                && kinds.subList(0, needed.size()).equals(needed)
                && kinds.subList(needed.size(), kinds.size()).stream().allMatch("draw.continued"::equals);
    }

    private static List<Entry> pool(Json.Obj pooled) throws Unreadable {
        List<Entry> pool = new ArrayList<>();
        for (Json item : pooled.list("entries")) {
            if (!(item instanceof Json.Obj entry)) {
                throw new Unreadable("\"entries\" holds something other than objects");
            }
            pool.add(new Entry(
                    entry.text("lot"),
                    entry.text("id"),
                    entry.text("excluded").isEmpty(),
                    TreeHash.SM3.leaf(entry.canonical())));
        }
        return pool;
    }

    private static List<Lot> lots(Json.Obj plan) throws Unreadable {
        List<Lot> lots = new ArrayList<>();
        for (Json item : plan.list("lots")) {
            if (!(item instanceof Json.Obj lot) || lot.count("take") > 10_000) {
                throw new Unreadable("\"lots\" is malformed");
            }
            lots.add(new Lot(lot.text("lot"), (int) lot.count("take")));
        }
        return lots;
    }

    private static int candidates(Lot lot, List<Entry> pool) {
        return (int) pool.stream()
                .filter(entry -> entry.candidate() && entry.lot().equals(lot.name()))
                .map(Entry::id)
                .distinct()
                .count();
    }

    private static long bits(List<Lot> lots, List<Entry> pool) {
        BigInteger above = BigInteger.ONE;
        BigInteger below = BigInteger.ONE;
        for (Lot lot : lots) {
            int n = candidates(lot, pool);
            for (int i = 0; i < Math.min(lot.take(), n); i++) {
                above = above.multiply(BigInteger.valueOf(n - i));
                below = below.multiply(BigInteger.valueOf(i + 1));
            }
        }
        return above.divide(below).bitLength() - 1L;
    }

    private static List<String> warnings(Json.Obj plan) throws Unreadable {
        return strings(plan.list("warnings"));
    }

    private static List<String> expected(Json.Obj plan, List<Lot> lots, List<Entry> pool) throws Unreadable {
        List<String> expected = new ArrayList<>();
        for (Lot lot : lots) {
            if (lot.take() > 0 && candidates(lot, pool) < CANDIDATES_FOR_EACH * lot.take()) {
                expected.add(Json.quote("EX-02 " + lot.name()));
            }
        }
        if (plan.count("number") >= TOO_MANY) {
            expected.add(Json.quote("EX-03"));
        }
        return expected;
    }

    /** The seeds in the order of the parties, each checked against its commitment. */
    private List<String> seeds(String draw) throws Unreadable {
        List<String> seeds = new ArrayList<>();
        boolean kept = true;
        for (String party : PARTIES) {
            String seed = of("draw.revealed", party).text("seed");
            String text = "mingjian-draw-seed-1\n" + draw + "\n" + party + "\n" + seed;
            String commitment = HEX.formatHex(TreeHash.SM3.digest(text.getBytes(StandardCharsets.UTF_8)));
            kept &= commitment.equals(of("draw.committed", party).text("commitment"));
            seeds.add(seed);
        }
        findings.check("seeds", kept, "each party revealed what it had committed to");
        return seeds;
    }

    private Json.Obj of(String kind, String party) throws Unreadable {
        for (Json.Obj body : facts.all(kind)) {
            if (body.text("party").equals(party)) {
                return body;
            }
        }
        throw new Unreadable("no fact " + kind + " of " + party);
    }

    private byte[] output(Json.Obj plan, List<String> seeds) throws Unreadable {
        String planDigest = HEX.formatHex(TreeHash.SM3.digest(plan.canonical()));
        String text = "mingjian-draw-1\n" + plan.text("draw") + "\n" + planDigest + "\n" + String.join("\n", seeds);
        Json.Obj drawn = facts.one("draw.drawn");
        Optional<byte[]> output = Vrf.named(plan.text("suite"))
                .output(hex(plan.text("key")), text.getBytes(StandardCharsets.UTF_8), hex(drawn.text("proof")));
        byte[] said = hex(drawn.text("output"));
        findings.check(
                "output",
                output.isPresent() && Arrays.equals(output.get(), said),
                "the platform's function gives this output for these seeds and no other");
        return said;
    }

    static byte[] hex(String text) throws Unreadable {
        if (!DIGITS.matcher(text).matches()) {
            throw new Unreadable("lower-case hexadecimal digits are expected");
        }
        return HEX.parseHex(text);
    }

    private static List<String> ordered(Lot lot, List<Entry> pool, byte[] output) {
        record Placed(String id, byte[] key) {}
        byte[] head = "mingjian-draw-order-1\n".getBytes(StandardCharsets.US_ASCII);
        byte[] name = lot.name().getBytes(StandardCharsets.UTF_8);
        return pool.stream()
                .filter(entry -> entry.candidate() && entry.lot().equals(lot.name()))
                .map(entry ->
                        new Placed(entry.id(), TreeHash.SM3.digest(head, output, name, new byte[1], entry.leaf())))
                .sorted(Comparator.comparing(Placed::key, Arrays::compareUnsigned))
                .map(Placed::id)
                .toList();
    }

    private static List<String> order(List<Lot> lots, List<Entry> pool, byte[] output) {
        return lots.stream()
                .map(lot -> "{\"ids\":["
                        + String.join(
                                ",",
                                ordered(lot, pool, output).stream()
                                        .map(Json::quote)
                                        .toList())
                        + "],\"lot\":" + Json.quote(lot.name()) + "}")
                .toList();
    }

    private static List<String> taken(List<Lot> lots, List<Entry> pool, byte[] output) {
        List<String> taken = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Lot lot : lots) {
            List<String> order = ordered(lot, pool, output);
            int left = lot.take();
            for (int i = 0; i < order.size() && left > 0; i++) {
                if (ids.add(order.get(i))) {
                    left--;
                    taken.add("{\"id\":" + Json.quote(order.get(i)) + ",\"index\":" + i + ",\"lot\":"
                            + Json.quote(lot.name()) + "}");
                }
            }
        }
        return taken;
    }

    /** Replacements go on where the order stood, pass over nobody without saying so, and take nobody twice. */
    private void continued(List<Lot> lots, List<Entry> pool, byte[] output) throws Unreadable {
        Set<String> used = new HashSet<>();
        for (String one : taken(lots, pool, output)) {
            Json.Obj read = (Json.Obj) JsonReader.read(one);
            used.add(read.text("lot") + "/" + read.count("index"));
        }
        boolean good = true;
        for (Json.Obj body : facts.all("draw.continued")) {
            String lot = body.text("lot");
            List<String> places = new ArrayList<>();
            for (Json item : body.list("passed")) {
                if (!(item instanceof Json.Obj passed)) {
                    throw new Unreadable("\"passed\" is malformed");
                }
                places.add(lot + "/" + passed.count("index"));
            }
            if (!(body.need("index") instanceof Json.Num number)) {
                throw new Unreadable("\"index\" is not a number");
            }
            if (!number.digits().equals("-1")) {
                places.add(lot + "/" + number.digits());
            }
            for (String place : places) {
                good &= place.equals(lot + "/" + firstFree(lot, used));
                used.add(place);
            }
        }
        findings.check("replacements", good, "replacements continue the same order");
    }

    private static int firstFree(String lot, Set<String> used) {
        int i = 0;
        while (used.contains(lot + "/" + i)) {
            i++;
        }
        return i;
    }

    /** Canonical text of each item. */
    private static List<String> strings(List<Json> items) throws Unreadable {
        List<String> strings = new ArrayList<>();
        for (Json item : items) {
            strings.add(new String(item.canonical(), StandardCharsets.UTF_8));
        }
        return strings;
    }
}
