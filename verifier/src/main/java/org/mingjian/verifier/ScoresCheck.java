package org.mingjian.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Repeats the scoring 评分 of a trade from its published record: formula and ceiling against the tender documents, prices
 * against the opening, the arithmetic by itself, the candidates against the ranking.
 */
final class ScoresCheck {

    private static final Set<String> MEMBERS = Set.of("type", "v", "trade", "evidence");
    /** Parameters that stand in the sheet's own parameters and not in those of its price. */
    private static final Set<String> OUTER = Set.of("scoreScale", "ties", "roundParts", "experts");

    private final Json.Obj file;
    private final Findings findings;

    ScoresCheck(Json.Obj file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void run(Trust trust) throws Unreadable, BadCall {
        findings.check("members", file.members().keySet().equals(MEMBERS), "the file has the members of the format");
        findings.check("version", file.count("v") == 1, "the file is of version 1");
        FactList facts = FactList.read(file.list("evidence"), findings, trust);
        String trade = file.text("trade");
        boolean about = facts.allOf("trade:" + trade)
                && facts.contents().size() == facts.items().size();
        findings.check("facts", about, "all facts are of the trade " + trade);
        findings.check("sequence", inSequence(facts), "documents, opening, scores and candidates came in this order");
        Json.Obj published = facts.one("scores.published");
        Json.Obj sheet = published.object("sheet");
        Map<String, Json.Obj> read = pricesRead(facts.one("prices.read"));
        Map<String, Json.Obj> scored = byName(sheet.list("bids"), "id");
        prices(published, read, scored);
        formula(terms(facts), sheet);
        recompute(published, sheet);
        candidates(published, facts.one("publicity.started"));
        findings.open("marks", "why an expert gave a mark is not published; whose mark it is, neither");
    }

    private static boolean inSequence(FactList facts) throws Unreadable {
        List<String> kinds = new ArrayList<>();
        for (FactList.Item item : facts.items()) {
            kinds.add(item.kind());
        }
        List<String> last = List.of("prices.read", "scores.published", "publicity.started");
        return facts.inOrder()
                && kinds.size() == 4
                && kinds.subList(1, 4).equals(last)
                && Set.of("notice.published", "clarification.issued", "deadline.moved")
                        .contains(kinds.get(0));
    }

    private static Json.Obj terms(FactList facts) throws Unreadable {
        return facts.contents().get(0).object("body").object("terms");
    }

    /** Bids that were opened, with what was read out. */
    private static Map<String, Json.Obj> pricesRead(Json.Obj body) throws Unreadable {
        Map<String, Json.Obj> read = byName(body.list("bids"), "bid");
        Map<String, Json.Obj> opened = new LinkedHashMap<>();
        read.forEach((bid, line) -> {
            if (line.members().get("price") instanceof Json.Text) {
                opened.put(bid, line);
            }
        });
        return opened;
    }

    private static Map<String, Json.Obj> byName(List<Json> list, String name) throws Unreadable {
        Map<String, Json.Obj> found = new LinkedHashMap<>();
        for (Json item : list) {
            if (!(item instanceof Json.Obj object) || found.put(object.text(name), object) != null) {
                throw new Unreadable("a list has something other than objects, or one of them twice");
            }
        }
        return found;
    }

    /** Every opened bid is scored or rejected, by the price that was read out unless a correction is stated. */
    private void prices(Json.Obj published, Map<String, Json.Obj> read, Map<String, Json.Obj> scored)
            throws Unreadable {
        Map<String, Json.Obj> rejected = byName(published.list("rejected"), "bid");
        Map<String, Json.Obj> changes = byName(published.list("changes"), "bid");
        Set<String> judged = new HashSet<>(scored.keySet());
        judged.addAll(rejected.keySet());
        boolean whole = judged.equals(read.keySet()) && judged.size() == scored.size() + rejected.size();
        findings.check(
                "bids", whole, read.size() + " opened bids: each is scored or rejected, none twice, none left out");
        boolean same = scored.keySet().containsAll(changes.keySet());
        for (Map.Entry<String, Json.Obj> one : scored.entrySet()) {
            Json.Obj line = read.get(one.getKey());
            String said = line == null ? "" : line.text("price");
            Json.Obj change = changes.get(one.getKey());
            if (change != null) {
                same &= change.text("read").equals(said);
                said = change.text("evaluated");
            }
            same &= one.getValue().text("price").equals(said);
        }
        findings.check("prices", same, "the prices are those read out at the opening");
        if (!changes.isEmpty()) {
            findings.open(
                    "corrections", "accepted corrections of arithmetic that only the report shows: " + changes.size());
        }
    }

    /** Method, parts and parameters of the sheet against the documents (条例 §49: no other standard may be used). */
    private void formula(Json.Obj terms, Json.Obj sheet) throws Unreadable {
        Map<String, String> asked = new TreeMap<>();
        Map<String, String> used = new TreeMap<>();
        asked.put("method", terms.text("method"));
        used.put("method", sheet.text("method"));
        asked.put("control", terms.text("ceilingPrice"));
        used.put("control", sheet.text("control"));
        if (sheet.has("price")) {
            criteria(terms, sheet, asked, used);
            Json.Obj price = terms.object("price");
            Json.Obj own = sheet.object("price");
            asked.put("price", price.text("method") + " " + price.text("full") + " 1");
            used.put("price", own.text("method") + " " + own.text("full") + " " + own.text("weight"));
            parameters(price.object("parameters"), sheet, asked, used);
        }
        Set<String> wrong = new HashSet<>(asked.keySet());
        wrong.addAll(used.keySet());
        wrong.removeIf(name -> used.getOrDefault(name, "").equals(asked.getOrDefault(name, "")));
        findings.check(
                "formula",
                wrong.isEmpty(),
                wrong.isEmpty()
                        ? "method, parts and parameters are those of the tender documents"
                        : "differ: " + wrong);
    }

    private static void criteria(Json.Obj terms, Json.Obj sheet, Map<String, String> asked, Map<String, String> used)
            throws Unreadable {
        for (Json item : terms.list("criteria")) {
            if (item instanceof Json.Obj criterion
                    && Set.of("OBJECTIVE", "SUBJECTIVE", "CREDIT").contains(criterion.text("kind"))) {
                asked.put("part " + criterion.text("id"), criterion.text("full") + " 1");
            }
        }
        for (Map.Entry<String, Json.Obj> part :
                byName(sheet.list("parts"), "name").entrySet()) {
            used.put(
                    "part " + part.getKey(),
                    part.getValue().text("full") + " " + part.getValue().text("weight"));
        }
    }

    private void parameters(Json.Obj asked, Json.Obj sheet, Map<String, String> wanted, Map<String, String> used)
            throws Unreadable {
        Json.Obj inner = sheet.object("price").object("parameters");
        Json.Obj outer = sheet.object("parameters");
        Set<String> drawn = new HashSet<>();
        for (Map.Entry<String, Json> one : asked.members().entrySet()) {
            Json said = (OUTER.contains(one.getKey()) ? outer : inner).members().get(one.getKey());
            if (one.getValue() instanceof Json.Obj) {
                // Left to the draw at the opening; the draw's own record says which value it was.
                drawn.add(one.getKey() + "=" + (said == null ? "?" : text(said)));
            } else {
                wanted.put("parameter " + one.getKey(), text(one.getValue()));
                used.put("parameter " + one.getKey(), said == null ? "" : text(said));
            }
        }
        for (String bids : List.of("bx", "drawn")) {
            if (inner.has(bids) && !asked.has(bids)) {
                drawn.add(bids + "=" + text(inner.need(bids)));
            }
        }
        for (String name : inner.members().keySet()) {
            if (!asked.has(name) && !Set.of("bx", "drawn").contains(name)) {
                used.put("parameter " + name, text(inner.need(name)));
            }
        }
        // What the documents do not say: the mean of the experts, and only the total is rounded.
        Map<String, String> silent = Map.of("experts", "\"mean\"", "roundParts", "false");
        for (String name : outer.members().keySet()) {
            if (!asked.has(name)) {
                wanted.put("parameter " + name, silent.getOrDefault(name, ""));
                used.put("parameter " + name, text(outer.need(name)));
            }
        }
        if (!drawn.isEmpty()) {
            findings.open("drawn", "drawn at the opening, see the record of that draw: " + drawn);
        }
    }

    private static String text(Json json) throws Unreadable {
        return new String(json.canonical(), StandardCharsets.UTF_8);
    }

    private void recompute(Json.Obj published, Json.Obj sheet) throws Unreadable {
        String said = text(published.object("answer"));
        try {
            String found = text(JsonReader.read(json(ScoreSheet.score(sheet))));
            findings.check(
                    "score", found.equals(said), "computed again: base price, marks and ranks are those published");
        } catch (Unreadable wrongSheet) {
            findings.check("score", false, "the sheet cannot be scored: " + wrongSheet.why());
        }
    }

    /** The answer as the record and the command write it. */
    static String json(ScoreSheet.Answer answer) {
        List<String> bids = new ArrayList<>();
        for (ScoreSheet.Line line : answer.bids()) {
            StringBuilder bid = new StringBuilder("{\"id\":" + Json.quote(line.id()));
            bid.append(",\"deviation\":").append(Json.quote(line.deviation()));
            bid.append(line.score().isEmpty() ? "" : ",\"score\":" + Json.quote(line.score()));
            bid.append(line.evaluated().isEmpty() ? "" : ",\"evaluated\":" + Json.quote(line.evaluated()));
            if (!line.parts().isEmpty()) {
                List<String> parts = new ArrayList<>();
                line.parts().forEach((name, mark) -> parts.add(Json.quote(name) + ":" + Json.quote(mark)));
                bid.append(",\"parts\":{").append(String.join(",", parts)).append('}');
            }
            bids.add(bid.append(",\"rank\":").append(line.rank()).append('}').toString());
        }
        return "{\"base\":" + Json.quote(answer.base()) + ",\"bids\":[" + String.join(",", bids) + "]}";
    }

    /** The published candidates are the first of the ranking, with their marks and prices. */
    private void candidates(Json.Obj published, Json.Obj publicity) throws Unreadable {
        Map<String, Json.Obj> answered = byName(published.object("answer").list("bids"), "id");
        Map<String, Json.Obj> scored = byName(published.object("sheet").list("bids"), "id");
        Map<String, Long> ranks = new HashMap<>();
        for (Map.Entry<String, Json.Obj> one : answered.entrySet()) {
            ranks.put(one.getKey(), one.getValue().count("rank"));
        }
        Set<String> named = new HashSet<>();
        long last = 0;
        boolean good = true;
        for (Json item : publicity.list("candidates")) {
            if (!(item instanceof Json.Obj candidate)) {
                throw new Unreadable("\"candidates\" holds something other than objects");
            }
            String bid = candidate.text("bid");
            Json.Obj line = answered.get(bid);
            if (line == null || !named.add(bid)) {
                good = false;
                break;
            }
            String mark = line.has("score") ? line.text("score") : line.text("evaluated");
            good &= mark.equals(candidate.text("score"))
                    && scored.containsKey(bid)
                    && scored.get(bid).text("price").equals(candidate.text("price"));
            long rank = line.count("rank");
            good &= rank >= last;
            last = rank;
        }
        long better = last;
        // Nobody with a better rank was passed over; equal ranks at the cut are the tenderer's to decide.
        good &= ranks.entrySet().stream().allMatch(one -> named.contains(one.getKey()) || one.getValue() >= better);
        findings.check("candidates", good && !named.isEmpty(), "the candidates are the first of this ranking");
    }
}
