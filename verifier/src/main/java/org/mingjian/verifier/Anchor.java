package org.mingjian.verifier;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * What a chain answered about tree heads 锚定: the result of {@code eth_getTransactionReceipt} or {@code eth_getLogs},
 * kept as a file. It holds the events {@code Anchored(bytes32 log, uint64 size, bytes32 root)} of the contract; the log
 * is known by the SM3 of its origin. Nobody signs such an answer: it is worth what the node is worth that gave it.
 *
 * @param events of the contract, any log's
 * @param growth hashes of a consistency proof between the tree head of the file and the anchored one; may be empty
 */
record Anchor(List<Event> events, List<byte[]> growth) {

    private static final HexFormat HEX = HexFormat.of();
    private static final String TOPIC = topic("Anchored(bytes32,uint64,bytes32)");

    Anchor {
        events = List.copyOf(events);
        growth = List.copyOf(growth);
    }

    /**
     * One event.
     *
     * @param log SM3 of the log's origin
     * @param contract address, lower case
     */
    record Event(String log, long size, byte[] root, String contract, String block) {}

    /** @param growth file with a hash in base64 on each line, as {@code /log/consistency/FROM/TO} serves it */
    static Anchor read(String answer, Optional<String> growth) throws Unreadable, BadCall {
        Json json = JsonReader.read(Documents.text(answer, InputStream.nullInputStream()));
        if (json instanceof Json.Obj whole && whole.has("result")) {
            json = whole.need("result");
        }
        if (json instanceof Json.Obj receipt) {
            if (receipt.has("status") && !receipt.text("status").equals("0x1")) {
                throw new Unreadable("the chain says that the transaction failed");
            }
            json = new Json.Arr(receipt.list("logs"));
        }
        if (!(json instanceof Json.Arr events)) {
            throw new Unreadable("not an answer of eth_getTransactionReceipt or eth_getLogs");
        }
        List<Event> found = new ArrayList<>();
        for (Json item : events.items()) {
            if (item instanceof Json.Obj event && event.text("address").length() == 42) {
                event(event).ifPresent(found::add);
            }
        }
        List<byte[]> path = new ArrayList<>();
        if (growth.isPresent()) {
            for (String line : Documents.text(growth.get(), InputStream.nullInputStream())
                    .strip()
                    .lines()
                    .toList()) {
                path.add(Proof.base64("--grown", line));
            }
        }
        return new Anchor(found, path);
    }

    private static Optional<Event> event(Json.Obj event) throws Unreadable {
        List<Json> topics = event.list("topics");
        if (topics.size() != 3 || !word(topics.get(0)).equals(TOPIC)) {
            return Optional.empty();
        }
        if (event.has("removed") && event.need("removed").equals(new Json.Bool(true))) {
            throw new Unreadable("the chain has taken the event back");
        }
        String size = word(topics.get(2));
        if (!size.matches("0{48}[0-7][0-9a-f]{15}")) {
            throw new Unreadable("the size in the event is too large");
        }
        return Optional.of(new Event(
                word(topics.get(1)),
                Long.parseLong(size, 16),
                HEX.parseHex(word(event.need("data"))),
                event.text("address").toLowerCase(Locale.ROOT),
                event.text("blockNumber")));
    }

    private static String word(Json json) throws Unreadable {
        if (json instanceof Json.Text text && text.value().matches("0x[0-9a-fA-F]{64}")) {
            return text.value().substring(2).toLowerCase(Locale.ROOT);
        }
        throw new Unreadable("a word of 32 bytes is expected in the chain's answer");
    }

    private static String topic(String signature) {
        KeccakDigest digest = new KeccakDigest(256);
        byte[] bytes = signature.getBytes(StandardCharsets.US_ASCII);
        digest.update(bytes, 0, bytes.length);
        byte[] out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return HEX.formatHex(out);
    }

    /** Whether one of this log's anchored roots is that of the tree head, or of a tree that it grew into or out of. */
    void check(Checkpoint head, Findings findings) {
        String log = HEX.formatHex(TreeHash.SM3.digest(head.origin().getBytes(StandardCharsets.UTF_8)));
        List<Event> own =
                events.stream().filter(event -> event.log().equals(log)).toList();
        if (own.isEmpty()) {
            findings.check("anchored", false, "the chain's answer says nothing about the log " + head.origin());
            return;
        }
        List<String> problems = new ArrayList<>();
        for (Event event : own) {
            Optional<String> problem = problem(head, event);
            if (problem.isEmpty()) {
                findings.check(
                        "anchored",
                        true,
                        "the contract " + event.contract() + " has kept the root of size " + event.size()
                                + " since block " + event.block());
                findings.open(
                        "chain",
                        "that the chain gave this answer, that the contract is the published one, and when the block was"
                                + " made: ask a node that you trust");
                return;
            }
            problems.add(problem.get());
        }
        findings.check("anchored", false, String.join("; ", problems));
    }

    private Optional<String> problem(Checkpoint head, Event event) {
        if (event.size() == head.size()) {
            boolean same = Arrays.equals(event.root(), head.root());
            return same ? Optional.empty() : Optional.of("at size " + head.size() + " the chain has another root");
        }
        boolean later = event.size() > head.size();
        if (growth.isEmpty()) {
            return Optional.of("anchored at " + event.size() + ", the tree head is of " + head.size()
                    + ": give --grown with the log's consistency proof from "
                    + Math.min(event.size(), head.size()) + " to " + Math.max(event.size(), head.size()));
        }
        return new Proof.Consistency(
                        TreeHash.SM3,
                        later ? head.size() : event.size(),
                        later ? event.size() : head.size(),
                        later ? head.root() : event.root(),
                        later ? event.root() : head.root(),
                        growth)
                .problem();
    }
}
