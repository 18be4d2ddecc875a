package org.mingjian.verifier;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Checks an evidence package 证据包: all public facts of a trade, its draws and its scores, and that they agree. */
final class PackageCheck {

    private static final HexFormat HEX = HexFormat.of();
    private static final Set<String> MEMBERS = Set.of("type", "v", "trade", "facts", "draws", "scores");
    private static final Set<String> DOCUMENTS = Set.of("notice.published", "clarification.issued", "deadline.moved");
    private static final int NAMED = 20;

    private final Json.Obj file;
    private final Findings findings;
    private final FactList facts;

    private PackageCheck(Json.Obj file, Findings findings, FactList facts) {
        this.file = file;
        this.findings = findings;
        this.facts = facts;
    }

    static void run(Json.Obj file, Findings findings, Trust trust) throws Unreadable, BadCall {
        findings.check("members", file.members().keySet().equals(MEMBERS), "the file has the members of the format");
        findings.check("version", file.count("v") == 1, "the file is of version 1");
        FactList facts = FactList.read(file.list("facts"), findings, trust);
        new PackageCheck(file, findings, facts).run(trust);
    }

    private void run(Trust trust) throws Unreadable, BadCall {
        String trade = file.text("trade");
        boolean about = facts.allOf("trade:" + trade)
                && facts.contents().size() == facts.items().size();
        findings.check("facts", about, "all facts are of the trade " + trade);
        findings.check("sequence", facts.inOrder(), "the facts stand in the order of the log, none twice");
        withheld();
        opening();
        for (Json.Obj record : records("draws")) {
            findings.within("draw " + record.text("draw"), () -> DrawCheck.run(record, findings, trust));
        }
        draws();
        List<Json.Obj> scores = records("scores");
        for (Json.Obj record : scores) {
            findings.within("scores", () -> new ScoresCheck(record, findings).run(trust));
        }
        findings.check("scoresTrade", sameTrade(scores, trade), "the scores are those of this trade");
        findings.check(
                "scoresTerms", lastTerms(scores), "they rest on the last document with terms before the deadline");
        findings.check(
                "scoresThere",
                scores.size() == facts.all("scores.published").size(),
                "scores that were published are in the package, others are not");
    }

    private List<Json.Obj> records(String member) throws Unreadable {
        List<Json.Obj> records = new ArrayList<>();
        for (Json item : file.list(member)) {
            if (!(item instanceof Json.Obj record) || !record.has("type")) {
                throw new Unreadable("\"" + member + "\" holds something other than records");
            }
            findings.check(
                    "type",
                    record.text("type").equals(member.equals("draws") ? "draw" : "scores"),
                    "\"" + member + "\" holds records of its kind");
            records.add(record);
        }
        return records;
    }

    /** Numbers of the stream that are not here are facts that are not public (yet); they are named, not hidden. */
    private void withheld() throws Unreadable {
        List<Long> missing = new ArrayList<>();
        long next = 1;
        for (Json.Obj content : facts.contents()) {
            for (long seq = content.count("seq"); next < seq && missing.size() <= NAMED; next++) {
                missing.add(next);
            }
            next = content.count("seq") + 1;
        }
        if (!missing.isEmpty()) {
            String more = missing.size() > NAMED ? " …" : "";
            findings.open(
                    "withheld",
                    "facts of this trade that are not public: numbers "
                            + missing.subList(0, Math.min(NAMED, missing.size())) + more);
        }
    }

    /** 投标截止: the root over the sealed bids was published before any was opened, and only those were opened. */
    private void opening() throws Unreadable {
        List<Json.Obj> closed = facts.all("bids.closed");
        if (closed.isEmpty()) {
            findings.open("opening", "the bids are not closed yet");
            return;
        }
        Json.Obj body = facts.one("bids.closed");
        List<String> sealed = new ArrayList<>();
        for (Json item : body.list("bids")) {
            if (!(item instanceof Json.Obj bid)) {
                throw new Unreadable("\"bids\" holds something other than objects");
            }
            sealed.add(bid.text("sm3"));
        }
        List<byte[]> leaves = new ArrayList<>();
        for (String digest : sealed.stream().sorted().toList()) {
            leaves.add(TreeHash.SM3.leaf(DrawCheck.hex(digest)));
        }
        boolean root = HEX.formatHex(TreeRoot.of(TreeHash.SM3, leaves)).equals(body.text("root"));
        findings.check(
                "bidsRoot",
                root && body.count("count") == sealed.size(),
                "count and root are those of the sealed bids");
        Set<String> opened = new HashSet<>();
        boolean after = true;
        boolean isClosed = false;
        for (Json.Obj content : facts.contents()) {
            isClosed |= content.text("kind").equals("bids.closed");
            if (content.text("kind").equals("bid.opened")) {
                after &= isClosed && opened.add(content.object("body").text("sm3"));
            }
        }
        findings.check(
                "opened",
                after && sealed.containsAll(opened),
                opened.size() + " bids were opened, after the root was published, each one of the sealed");
        for (Json.Obj read : facts.all("prices.read")) {
            findings.check(
                    "readOut",
                    read.text("root").equals(body.text("root")) && read.count("count") == sealed.size(),
                    "what was read out is about the same sealed bids");
        }
    }

    /** Each finished draw whose facts are all public is here with its record, and no record is of another trade. */
    private void draws() throws Unreadable {
        Set<String> there = new HashSet<>();
        for (Json.Obj record : records("draws")) {
            there.add(record.text("draw"));
        }
        Set<String> wanted = new HashSet<>();
        Set<String> pooled = new HashSet<>();
        for (Json.Obj body : facts.all("draw.pooled")) {
            pooled.add(body.text("draw"));
        }
        for (Json.Obj body : facts.all("draw.drawn")) {
            if (pooled.contains(body.text("draw"))) {
                wanted.add(body.text("draw"));
            }
        }
        findings.check("drawsThere", there.equals(wanted), "every finished draw with a public pool is here: " + wanted);
    }

    /** A record that held an older notice would prove the wrong formula. */
    private boolean lastTerms(List<Json.Obj> scores) throws Unreadable {
        long last = 0;
        for (FactList.Item item : facts.items()) {
            if (item.kind().equals("bids.closed")) {
                break;
            }
            boolean document = DOCUMENTS.contains(item.kind())
                    && item.content().isPresent()
                    && item.content().get().object("body").members().get("terms") instanceof Json.Obj;
            last = document ? item.position() : last;
        }
        for (Json.Obj record : scores) {
            List<Json> evidence = record.list("evidence");
            if (evidence.isEmpty() || !(evidence.get(0) instanceof Json.Obj first) || first.count("position") != last) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameTrade(List<Json.Obj> records, String trade) throws Unreadable {
        for (Json.Obj record : records) {
            if (!record.text("trade").equals(trade)) {
                return false;
            }
        }
        return true;
    }
}
