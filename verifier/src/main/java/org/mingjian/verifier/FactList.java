package org.mingjian.verifier;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A list of facts with their proofs, as records and packages hold them: each is checked, then read by its kind. */
final class FactList {

    /**
     * One fact.
     *
     * @param content empty where it is withheld
     */
    record Item(long position, Optional<Json.Obj> content) {

        String kind() throws Unreadable {
            return content.isPresent() ? content.get().text("kind") : "";
        }
    }

    private final List<Item> items = new ArrayList<>();

    private FactList() {}

    /** Checks {@code evidence} (each fact in the signed log), {@code platformKey} and {@code key}. */
    static FactList read(List<Json> list, Findings findings, Trust trust) throws Unreadable, BadCall {
        FactList facts = new FactList();
        Set<String> keys = new HashSet<>();
        StringBuilder failed = new StringBuilder();
        int others = 0;
        for (Json item : list) {
            if (!(item instanceof Json.Obj evidence) || !evidence.text("type").equals("fact")) {
                throw new Unreadable("the list of facts holds something other than facts");
            }
            Findings own = new Findings(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));
            new EvidenceCheck(evidence, own).run(trust, List.of());
            if (own.verdict("") != Verifier.GOOD) {
                failed.append(" #")
                        .append(evidence.count("position"))
                        .append(' ')
                        .append(own.failures());
            }
            others += own.open().contains("cosigned") ? 1 : 0;
            keys.add(evidence.text("platformKey"));
            Optional<Json.Obj> content =
                    evidence.has("content") ? Optional.of(evidence.object("content")) : Optional.empty();
            facts.items.add(new Item(evidence.count("position"), content));
        }
        boolean good = failed.isEmpty() && !facts.items.isEmpty();
        findings.check(
                "evidence",
                good,
                good ? facts.items.size() + " facts are in the signed log" : "facts that fail:" + failed);
        findings.check("platformKey", keys.size() == 1, "one key signed them all");
        if (others > 0) {
            findings.open(
                    "cosigned", "lines of others under " + others + " tree heads were not checked: --cosigner does");
        }
        if (trust.key().isEmpty()) {
            String key = keys.stream().findFirst().orElse("");
            findings.open("key", "compare the key with the published one, or give --key: " + key);
        }
        return facts;
    }

    List<Item> items() {
        return List.copyOf(items);
    }

    /** Contents, in the order of the file; a withheld one is passed over. */
    List<Json.Obj> contents() {
        return items.stream().flatMap(item -> item.content().stream()).toList();
    }

    /** Bodies of the facts of a kind. */
    List<Json.Obj> all(String kind) throws Unreadable {
        List<Json.Obj> found = new ArrayList<>();
        for (Json.Obj content : contents()) {
            if (content.text("kind").equals(kind)) {
                found.add(content.object("body"));
            }
        }
        return found;
    }

    Json.Obj one(String kind) throws Unreadable {
        List<Json.Obj> found = all(kind);
        if (found.size() != 1) {
            throw new Unreadable("the record needs exactly one fact " + kind);
        }
        return found.get(0);
    }

    /** True when numbers in the stream and positions in the log both rise. */
    boolean inOrder() throws Unreadable {
        long seq = 0;
        long position = 0;
        for (Item item : items) {
            if (item.content().isPresent()) {
                long own = item.content().get().count("seq");
                if (own <= seq) {
                    return false;
                }
                seq = own;
            }
            if (item.position() <= position) {
                return false;
            }
            position = item.position();
        }
        return true;
    }

    /** True when every content is of this stream. */
    boolean allOf(String stream) throws Unreadable {
        for (Json.Obj content : contents()) {
            if (!content.text("stream").equals(stream)) {
                return false;
            }
        }
        return true;
    }
}
