package org.mingjian.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A trade of sixteen facts made by hand from the formats: its draw record, its scoring record and its evidence
 * package, small enough that thousands of changed copies are judged in seconds. All facts lie under one tree head.
 */
final class SamplePackage {

    static final String TRADE = "A01-91340200MA2RU2PC14-20261121-000001-1";

    private static final HexFormat HEX = HexFormat.of();
    private static final String DRAW = TRADE + "/coefficients/1";
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final BigInteger VRF_SECRET = new BigInteger("98765432109876543210");
    private static final List<String> PARTIES = List.of("tenderer", "supervisor", "platform");
    private static final String SHEET =
            "{\"bids\":[{\"id\":\"A\",\"price\":\"9200\"},{\"id\":\"B\",\"price\":\"9350\"}],"
                    + "\"control\":\"10500\",\"full\":\"60\",\"method\":\"PF-3\","
                    + "\"parameters\":{\"deductAbove\":\"0.6\",\"deductBelow\":\"0.3\",\"floor\":\"0\","
                    + "\"k\":\"0.97\",\"scoreScale\":2,\"trimFrom\":5,\"trimHigh\":1,\"trimLow\":1}}";

    private final List<String> contents = new ArrayList<>();
    private final List<String> entries = new ArrayList<>();
    private final String draw;
    private final String scores;
    private final String whole;

    SamplePackage() {
        this(false);
    }

    /** @param clarified with a second document with terms after the draw, which the scores pass over */
    SamplePackage(boolean clarified) {
        fact("notice.published", "{\"terms\":{\"ceilingPrice\":\"10500\",\"method\":\"PF-3\"}}");
        String[] drawn = drawing();
        if (clarified) {
            fact("clarification.issued", "{\"terms\":{\"ceilingPrice\":\"10400\",\"method\":\"PF-3\"}}");
        }
        opening();
        scoring();
        List<String> evidence = evidence();
        draw = "{\"draw\":\"" + DRAW + "\",\"evidence\":[" + String.join(",", evidence.subList(1, 10)) + "],\"order\":["
                + drawn[0] + "],\"taken\":[" + drawn[1] + "],\"type\":\"draw\",\"v\":1}";
        int end = evidence.size();
        List<String> scored = new ArrayList<>(List.of(evidence.get(0)));
        scored.addAll(evidence.subList(end - 3, end));
        scores = "{\"evidence\":[" + String.join(",", scored) + "],\"trade\":\"" + TRADE
                + "\",\"type\":\"scores\",\"v\":1}";
        whole = "{\"draws\":[" + draw + "],\"facts\":[" + String.join(",", evidence) + "],\"scores\":[" + scores
                + "],\"trade\":\"" + TRADE + "\",\"type\":\"package\",\"v\":1}";
    }

    String draw() {
        return draw;
    }

    String scores() {
        return scores;
    }

    String whole() {
        return whole;
    }

    private void fact(String kind, String body) {
        int seq = contents.size() + 1;
        String content = "{\"actor\":{\"account\":\"a-1\"},\"body\":" + body + ",\"files\":[],\"kind\":\"" + kind
                + "\",\"nonce\":\"AAAA\",\"seq\":" + seq + ",\"stream\":\"trade:" + TRADE + "\"}";
        contents.add(content);
        entries.add("{\"at\":\"2026-11-21T00:00:%02d.000Z\",\"digest\":\"%s\",\"v\":1}".formatted(seq, sm3(content)));
    }

    /** @return order and taken as the record writes them */
    private String[] drawing() {
        byte[] key = CURVE.getG().multiply(VRF_SECRET).getEncoded(true);
        List<String> pool = new ArrayList<>();
        for (String id : List.of("0.95", "0.96", "0.97", "0.98")) {
            pool.add("{\"excluded\":\"\",\"id\":\"" + id + "\",\"lot\":\"k\",\"salt\":\"" + sm3("salt " + id) + "\"}");
        }
        List<byte[]> leaves =
                pool.stream().map(one -> TreeHash.SM3.leaf(one.getBytes(UTF_8))).toList();
        String plan =
                "{\"bits\":2,\"cause\":\"\",\"draw\":\"" + DRAW + "\",\"entries\":4,\"key\":\"" + HEX.formatHex(key)
                        + "\",\"lots\":[{\"lot\":\"k\",\"take\":1}],\"number\":1,"
                        + "\"parties\":[\"tenderer\",\"supervisor\",\"platform\"],"
                        + "\"purpose\":\"coefficients\",\"revealBy\":\"2026-11-21T01:00:00.000Z\",\"root\":\""
                        + HEX.formatHex(TreeRoot.of(TreeHash.SM3, leaves))
                        + "\",\"suite\":\"ECVRF-SM2-SM3-TAI\",\"trade\":\"" + TRADE + "\",\"v\":1,\"warnings\":[]}";
        fact("draw.prepared", plan);
        fact("draw.pooled", "{\"draw\":\"" + DRAW + "\",\"entries\":[" + String.join(",", pool) + "],\"notes\":[]}");
        List<String> seeds =
                PARTIES.stream().map(party -> sm3("seed of " + party)).toList();
        for (int i = 0; i < 3; i++) {
            String commitment = sm3("mingjian-draw-seed-1\n" + DRAW + "\n" + PARTIES.get(i) + "\n" + seeds.get(i));
            party("draw.committed", "\"commitment\":\"" + commitment + "\",", i, "");
        }
        for (int i = 0; i < 3; i++) {
            party("draw.revealed", "", i, ",\"seed\":\"" + seeds.get(i) + "\"");
        }
        String input = "mingjian-draw-1\n" + DRAW + "\n" + sm3(plan) + "\n" + String.join("\n", seeds);
        byte[] proof = prove(key, input.getBytes(UTF_8));
        byte[] output = TreeHash.SM3.digest(new byte[] {(byte) 0xe1, 3}, Arrays.copyOf(proof, 33), new byte[1]);
        fact(
                "draw.drawn",
                "{\"draw\":\"" + DRAW + "\",\"output\":\"" + HEX.formatHex(output) + "\",\"proof\":\""
                        + HEX.formatHex(proof) + "\"}");
        List<String> order = pool.stream()
                .sorted(Comparator.comparing(
                        one -> TreeHash.SM3.digest(
                                "mingjian-draw-order-1\n".getBytes(US_ASCII),
                                output,
                                "k".getBytes(UTF_8),
                                new byte[1],
                                TreeHash.SM3.leaf(one.getBytes(UTF_8))),
                        Arrays::compareUnsigned))
                .map(one -> "\"" + one.split("\"")[7] + "\"")
                .toList();
        return new String[] {
            "{\"ids\":[" + String.join(",", order) + "],\"lot\":\"k\"}",
            "{\"id\":" + order.get(0) + ",\"index\":0,\"lot\":\"k\"}"
        };
    }

    private void party(String kind, String before, int party, String after) {
        fact(kind, "{" + before + "\"draw\":\"" + DRAW + "\",\"party\":\"" + PARTIES.get(party) + "\"" + after + "}");
    }

    /** RFC 9381 §5.1, with a fixed nonce: this key proves nothing else. */
    private static byte[] prove(byte[] key, byte[] input) {
        ECPoint h = onCurve(key, input);
        byte[] gamma = h.multiply(VRF_SECRET).getEncoded(true);
        BigInteger k = new BigInteger("1234567890123456789012345678901234567890");
        byte[] c = Arrays.copyOf(
                TreeHash.SM3.digest(
                        new byte[] {(byte) 0xe1, 2},
                        key,
                        h.getEncoded(true),
                        gamma,
                        CURVE.getG().multiply(k).getEncoded(true),
                        h.multiply(k).getEncoded(true),
                        new byte[1]),
                16);
        BigInteger s = k.add(new BigInteger(1, c).multiply(VRF_SECRET)).mod(CURVE.getN());
        return HEX.parseHex(HEX.formatHex(gamma) + HEX.formatHex(c) + "%064x".formatted(s));
    }

    private static ECPoint onCurve(byte[] key, byte[] input) {
        for (int tries = 0; ; tries++) {
            byte[] x = TreeHash.SM3.digest(new byte[] {(byte) 0xe1, 1}, key, input, new byte[] {(byte) tries, 0});
            try {
                return CURVE.getCurve().decodePoint(HEX.parseHex("02" + HEX.formatHex(x)));
            } catch (IllegalArgumentException noPoint) {
                continue;
            }
        }
    }

    private void opening() {
        List<String> bids =
                List.of(sm3("bid A"), sm3("bid B")).stream().sorted().toList();
        List<byte[]> leaves =
                bids.stream().map(bid -> TreeHash.SM3.leaf(HEX.parseHex(bid))).toList();
        String root = HEX.formatHex(TreeRoot.of(TreeHash.SM3, leaves));
        fact(
                "bids.closed",
                "{\"bids\":[{\"sm3\":\"" + bids.get(0) + "\"},{\"sm3\":\"" + bids.get(1)
                        + "\"}],\"count\":2,\"root\":\"" + root + "\"}");
        bids.forEach(bid -> fact("bid.opened", "{\"sm3\":\"" + bid + "\"}"));
        fact(
                "prices.read",
                "{\"bids\":[{\"bid\":\"A\",\"price\":\"9200\"},{\"bid\":\"B\",\"price\":\"9350\"}],"
                        + "\"count\":2,\"root\":\""
                        + root + "\"}");
    }

    private void scoring() {
        try {
            Json answer = JsonReader.read(ScoresCheck.json(ScoreSheet.score(JsonReader.read(SHEET))));
            fact(
                    "scores.published",
                    "{\"answer\":" + answer.canonicalText(false) + ",\"changes\":[],\"rejected\":[],\"sheet\":" + SHEET
                            + "}");
        } catch (Unreadable impossible) {
            throw new AssertionError(impossible.why(), impossible);
        }
        fact(
                "publicity.started",
                "{\"candidates\":[{\"bid\":\"A\",\"price\":\"9200\",\"score\":\"58.64\"},"
                        + "{\"bid\":\"B\",\"price\":\"9350\",\"score\":\"57.64\"}]}");
    }

    private List<String> evidence() {
        NaiveTree tree = new NaiveTree(
                TreeHash.SM3, entries.stream().map(one -> one.getBytes(UTF_8)).toList());
        int size = entries.size();
        String head = SampleReceipt.checkpoint(size, tree.root(size));
        List<String> evidence = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            evidence.add("{\"checkpoint\":" + Json.quote(head) + ",\"content\":" + contents.get(i) + ",\"entry\":"
                    + entries.get(i) + ",\"platformKey\":\"" + VerifierTest.base64(SampleReceipt.platform())
                    + "\",\"position\":" + (i + 1) + ",\"proof\":{\"hash\":\"sm3\",\"index\":" + i + ",\"leaf\":\""
                    + VerifierTest.base64(tree.leaf(i)) + "\",\"path\":"
                    + VerifierTest.path(tree.inclusion(i, size)).replace(" ", "") + ",\"root\":\""
                    + VerifierTest.base64(tree.root(size)) + "\",\"size\":" + size + "},\"type\":\"fact\",\"v\":1}");
        }
        return evidence;
    }

    private static String sm3(String text) {
        return HEX.formatHex(TreeHash.SM3.digest(text.getBytes(UTF_8)));
    }
}
