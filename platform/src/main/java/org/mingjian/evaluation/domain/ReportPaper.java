package org.mingjian.evaluation.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mingjian.evaluation.scoring.Scores;
import org.mingjian.tender.Terms;
import org.mingjian.tender.Terms.Criterion;
import org.mingjian.tender.TradeView;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 评标报告 as data (12号令 §42; 条例 §53): what was opened, who was rejected and why, how the rest was scored, and the
 * candidates in order. It names members by seat number only.
 */
public final class ReportPaper {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String CEILING = "R5";

    private final TradeView trade;
    private final Agreement agreement;
    private final RejectionCatalogue catalogue;
    private final Map<String, EvaluatedBid> bids;

    public ReportPaper(TradeView trade, Agreement agreement, RejectionCatalogue catalogue) {
        this.trade = trade;
        this.agreement = agreement;
        this.catalogue = catalogue;
        this.bids = agreement.bids().stream()
                .collect(Collectors.toMap(EvaluatedBid::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    /** Why one bid is rejected. */
    private record Reason(String code, String title, String basis, String words) {}

    /**
     * @param inquiries of this trade, answered or not
     * @param draw what was drawn at the opening for parameters that the terms leave open
     */
    public ObjectNode write(List<Inquiry> inquiries, CoefficientDraw draw) {
        ObjectNode report = head();
        Map<String, List<Reason>> rejected = rejected();
        rejected(report.putArray("rejected"), rejected);
        inquiries(report.putArray("inquiries"), inquiries);
        outliers(report.putArray("outliers"));
        List<EvaluatedBid> valid = agreement.bids().stream()
                .filter(bid -> !rejected.containsKey(bid.id()))
                .toList();
        ArrayNode scores = report.putArray("scores");
        ArrayNode candidates = report.putArray("candidates");
        ArrayNode explain = report.putArray("explain");
        if (valid.isEmpty()) {
            explain.add("所有投标均被否决（招标投标法 §42），应当依法重新招标");
            return report;
        }
        Terms terms = trade.requireTerms();
        Map<String, Object> drawn = drawn(report, valid, draw);
        Ranking.Scored scored = new Ranking(terms, valid, agreement.sheets()).score(drawn);
        List<Scores.Scored> inOrder = scored.inOrder(bids);
        inOrder.forEach(score -> write(scores.addObject(), score));
        inOrder.stream().limit(terms.candidates()).forEach(score -> write(candidates.addObject(), score));
        scored.scores().explain().forEach(explain::add);
        ties(inOrder, terms.candidates()).forEach(explain::add);
        report.put("base", scored.scores().base());
        report.set("sheet", scored.sheet());
        return report;
    }

    private Map<String, Object> drawn(ObjectNode report, List<EvaluatedBid> valid, CoefficientDraw draw) {
        Terms terms = trade.requireTerms();
        Terms.PriceScoring price = terms.price();
        Map<String, Object> drawn = price == null ? Map.of() : new PriceSettings(terms, price).settle(draw, valid);
        if (!drawn.isEmpty()) {
            report.set("drawn", MAPPER.valueToTree(drawn));
            report.put("drawnFrom", draw.draw());
        }
        return drawn;
    }

    private ObjectNode head() {
        Terms terms = trade.requireTerms();
        ObjectNode report = MAPPER.createObjectNode();
        report.put("type", "mingjian-evaluation-report").put("v", 1);
        report.put("trade", trade.code()).put("title", trade.title()).put("tenderer", trade.tendererName());
        report.put("method", terms.method()).put("methodTitle", title(terms.method()));
        report.put("ceilingPrice", terms.ceilingPrice().toString());
        report.put("members", agreement.sheets().size());
        report.put("bids", agreement.bids().size());
        ArrayNode criteria = report.putArray("criteria");
        for (Criterion criterion : agreement.criteria()) {
            ObjectNode entry = criteria.addObject();
            entry.put("id", criterion.id())
                    .put("title", criterion.title())
                    .put("kind", criterion.kind().name());
            if (criterion.full() != null) {
                entry.put("full", criterion.full());
            }
        }
        return report;
    }

    private static String title(String method) {
        return method.equals("EM-1") ? "经评审的最低投标价法" : "综合评估法";
    }

    private Map<String, List<Reason>> rejected() {
        Map<String, List<Reason>> rejected = new LinkedHashMap<>();
        Map<String, RejectionCatalogue.Ground> grounds = catalogue.byCode();
        for (EvaluatedBid bid : agreement.bids()) {
            if (bid.price().compareTo(trade.requireTerms().ceilingPrice()) > 0) {
                put(rejected, bid.id(), reason(grounds, CEILING, "投标报价 " + bid.price() + " 元高于最高投标限价"));
            }
        }
        int members = agreement.sheets().size();
        for (Agreement.Rejection rejection : agreement.rejections()) {
            String words = criterionTitle(rejection.criterion()) + "：" + String.join("；", rejection.reasons()) + "（"
                    + rejection.votes() + "/" + members + " 名评委认定）";
            rejection.codes().forEach(code -> put(rejected, rejection.bid(), reason(grounds, code, words)));
        }
        return rejected;
    }

    private static Reason reason(Map<String, RejectionCatalogue.Ground> grounds, String code, String words) {
        RejectionCatalogue.Ground ground = grounds.get(code);
        if (ground == null) {
            throw new IllegalStateException("no ground of rejection " + code);
        }
        return new Reason(code, ground.title(), ground.basis(), words);
    }

    private static void put(Map<String, List<Reason>> rejected, String bid, Reason reason) {
        rejected.computeIfAbsent(bid, id -> new ArrayList<>()).add(reason);
    }

    private String criterionTitle(String id) {
        return agreement.criteria().stream()
                .filter(criterion -> criterion.id().equals(id))
                .map(Criterion::title)
                .findFirst()
                .orElse(id);
    }

    private void rejected(ArrayNode list, Map<String, List<Reason>> rejected) {
        rejected.forEach((id, reasons) -> {
            ObjectNode entry = named(list.addObject(), id);
            ArrayNode why = entry.putArray("reasons");
            for (Reason reason : reasons) {
                why.addObject()
                        .put("code", reason.code())
                        .put("title", reason.title())
                        .put("basis", reason.basis())
                        .put("words", reason.words());
            }
        });
    }

    private ObjectNode named(ObjectNode entry, String id) {
        EvaluatedBid bid = bids.get(id);
        if (bid == null) {
            throw new IllegalStateException("no bid " + id);
        }
        entry.put("bid", id)
                .put("organisation", bid.organisation())
                .put("name", bid.name())
                .put("creditCode", bid.creditCode())
                .put("price", bid.price().toString());
        if (bid.projectLeader() != null) {
            entry.put("projectLeader", bid.projectLeader());
        }
        return entry;
    }

    private void write(ObjectNode entry, Scores.Scored score) {
        named(entry.put("rank", score.rank()), score.id()).put("deviation", score.deviation());
        if (score.score() != null) {
            entry.put("score", score.score().toPlainString());
        }
        if (score.evaluated() != null) {
            entry.put("evaluated", score.evaluated());
        }
        if (!score.parts().isEmpty()) {
            ObjectNode parts = entry.putObject("parts");
            score.parts().forEach(parts::put);
        }
    }

    private void inquiries(ArrayNode list, List<Inquiry> inquiries) {
        inquiries.stream().sorted(Comparator.comparing(Inquiry::askedAt)).forEach(inquiry -> {
            ObjectNode entry = list.addObject();
            entry.put("bid", inquiry.bid())
                    .put("kind", inquiry.kind().name())
                    .put("seat", inquiry.askedSeat())
                    .put("question", inquiry.question());
            if (inquiry.answer() != null) {
                entry.put("answer", inquiry.answer());
            }
        });
    }

    private void outliers(ArrayNode list) {
        for (Agreement.Outlier outlier : agreement.outliers(new java.math.BigDecimal(catalogue.outlierShare()))) {
            list.addObject()
                    .put("bid", outlier.bid())
                    .put("name", outlier.bidder())
                    .put("criterion", outlier.title())
                    .put("seat", outlier.seat())
                    .put("mark", outlier.mark())
                    .put("median", outlier.median());
        }
    }

    /** Ties among the candidates or at the cut are said, never hidden: the documents or the tenderer decide them. */
    private static List<String> ties(List<Scores.Scored> inOrder, int candidates) {
        Map<Integer, Integer> counts = new HashMap<>();
        inOrder.forEach(score -> counts.merge(score.rank(), 1, Integer::sum));
        Set<Integer> ranks = new HashSet<>();
        inOrder.stream().limit(candidates).forEach(score -> ranks.add(score.rank()));
        return ranks.stream()
                .filter(rank -> counts.getOrDefault(rank, 0) > 1)
                .sorted()
                .map(rank -> "第 " + rank + " 名有 " + counts.get(rank) + " 家并列，招标文件未规定并列处理方式的，以随机抽取确定")
                .toList();
    }
}
