package org.mingjian.evaluation.domain;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.mingjian.evaluation.scoring.Scores;
import org.mingjian.evaluation.scoring.Sheets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of an evaluation report is for everybody (条例 §54: 评标情况). The marks of a criterion stand in ascending order,
 * for in the order of the seats they would tell, once the members are named, who gave which; no method of the format
 * depends on their order. Reasons, inquiries and what bids say are left out.
 */
public final class PublicSheet {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final JsonNode report;

    public PublicSheet(JsonNode report) {
        this.report = report;
    }

    /**
     * @param digest of the report, as its members signed it
     * @param read bids as they were read out, by id
     */
    public ObjectNode body(String digest, Map<String, EvaluatedBid> read) {
        ObjectNode body = MAPPER.createObjectNode().put("v", 1).put("report", digest);
        ObjectNode sheet = (ObjectNode) report.path("sheet").deepCopy();
        sheet.path("bids").forEach(PublicSheet::sort);
        body.set("sheet", sheet);
        Scores scores = Sheets.read(sheet).score();
        requireSame(scores);
        answer(body.putObject("answer"), scores);
        ArrayNode rejected = body.putArray("rejected");
        for (JsonNode bid : report.path("rejected")) {
            ArrayNode codes =
                    rejected.addObject().put("bid", bid.path("bid").asString()).putArray("codes");
            bid.path("reasons").forEach(reason -> codes.add(reason.path("code").asString()));
        }
        changes(body.putArray("changes"), sheet, read);
        body.set("explain", report.path("explain").deepCopy());
        return body;
    }

    private static void sort(JsonNode bid) {
        bid.path("marks").properties().forEach(part -> {
            if (part.getValue() instanceof ArrayNode marks) {
                List<JsonNode> sorted = marks.valueStream()
                        .sorted(Comparator.comparing(mark -> new BigDecimal(mark.asString())))
                        .toList();
                marks.removeAll();
                marks.addAll(sorted);
            }
        });
    }

    /** Sorting changes no score; if it did, the report would be published wrongly. */
    private void requireSame(Scores scores) {
        for (JsonNode known : report.path("scores")) {
            boolean same = scores.bids().stream()
                    .anyMatch(bid -> bid.id().equals(known.path("bid").asString())
                            && bid.rank() == known.path("rank").asInt());
            if (!same) {
                throw new IllegalStateException("the published sheet ranks another way: " + known.path("bid"));
            }
        }
    }

    private static void answer(ObjectNode answer, Scores scores) {
        ArrayNode bids = answer.put("base", scores.base()).putArray("bids");
        for (Scores.Scored scored : scores.bids()) {
            ObjectNode bid = bids.addObject().put("id", scored.id()).put("deviation", scored.deviation());
            if (scored.score() != null) {
                bid.put("score", scored.score().toPlainString());
            }
            if (scored.evaluated() != null) {
                bid.put("evaluated", scored.evaluated());
            }
            if (!scored.parts().isEmpty()) {
                ObjectNode parts = bid.putObject("parts");
                scored.parts().forEach(parts::put);
            }
            bid.put("rank", scored.rank());
        }
    }

    /** Corrections of arithmetic that the bidder accepted (12号令 §19). */
    private static void changes(ArrayNode changes, ObjectNode sheet, Map<String, EvaluatedBid> read) {
        for (JsonNode bid : sheet.path("bids")) {
            String id = bid.path("id").asString();
            String evaluated = bid.path("price").asString();
            EvaluatedBid opened = read.get(id);
            String said = opened == null ? "" : opened.price().toString();
            if (!said.equals(evaluated)) {
                changes.addObject().put("bid", id).put("read", said).put("evaluated", evaluated);
            }
        }
    }
}
