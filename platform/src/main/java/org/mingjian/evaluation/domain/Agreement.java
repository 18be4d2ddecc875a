package org.mingjian.evaluation.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.mingjian.tender.Terms.Criterion;

/**
 * Where the members of a panel agree and where they do not. Only complete sheets are compared, so that nobody follows
 * somebody else's mark.
 */
public record Agreement(List<Criterion> criteria, List<EvaluatedBid> bids, List<SeatSheet> sheets) {

    /**
     * An objective item with different marks (客观分应当一致).
     *
     * @param marks by seat number
     */
    public record Difference(String bid, String bidder, String criterion, String title, Map<Integer, String> marks) {}

    /** A subjective mark far from the median of the panel. */
    public record Outlier(
            String bid, String bidder, String criterion, String title, int seat, String mark, String median) {}

    /**
     * A bid the majority of the panel rejects under a criterion.
     *
     * @param codes of the catalogue, as given by those who reject
     * @param reasons in their words
     */
    public record Rejection(String bid, String criterion, int votes, List<String> codes, List<String> reasons) {}

    public List<Difference> differences() {
        var differences = new ArrayList<Difference>();
        for (Criterion criterion : of(Criterion.Kind.OBJECTIVE)) {
            for (EvaluatedBid bid : bids) {
                var distinct = new TreeSet<BigDecimal>();
                var marks = new LinkedHashMap<Integer, String>();
                for (SeatSheet sheet : sheets) {
                    String mark = sheet.get(bid.id(), criterion.id()).value();
                    distinct.add(new BigDecimal(mark));
                    marks.put(sheet.number(), mark);
                }
                if (distinct.size() > 1) {
                    differences.add(new Difference(bid.id(), bid.name(), criterion.id(), criterion.title(), marks));
                }
            }
        }
        return differences;
    }

    /** @param share of the full mark beyond which a distance from the median is pointed out */
    public List<Outlier> outliers(BigDecimal share) {
        var outliers = new ArrayList<Outlier>();
        for (Criterion criterion : of(Criterion.Kind.SUBJECTIVE)) {
            BigDecimal allowed = new BigDecimal(String.valueOf(criterion.full())).multiply(share);
            for (EvaluatedBid bid : bids) {
                BigDecimal median = median(bid, criterion);
                for (SeatSheet sheet : sheets) {
                    String mark = sheet.get(bid.id(), criterion.id()).value();
                    if (new BigDecimal(mark).subtract(median).abs().compareTo(allowed) > 0) {
                        outliers.add(new Outlier(
                                bid.id(),
                                bid.name(),
                                criterion.id(),
                                criterion.title(),
                                sheet.number(),
                                mark,
                                median.stripTrailingZeros().toPlainString()));
                    }
                }
            }
        }
        return outliers;
    }

    private BigDecimal median(EvaluatedBid bid, Criterion criterion) {
        List<BigDecimal> marks = sheets.stream()
                .map(sheet -> new BigDecimal(sheet.get(bid.id(), criterion.id()).value()))
                .sorted()
                .toList();
        int middle = marks.size() / 2;
        return marks.size() % 2 == 1
                ? marks.get(middle)
                : marks.get(middle - 1).add(marks.get(middle)).multiply(new BigDecimal("0.5"));
    }

    /** By more than half of the members (过半数评委认定不合格). */
    public List<Rejection> rejections() {
        var rejections = new ArrayList<Rejection>();
        for (Criterion criterion : criteria) {
            if (!MarkRules.isCheck(criterion)) {
                continue;
            }
            for (EvaluatedBid bid : bids) {
                List<Judgement> fails = sheets.stream()
                        .map(sheet -> sheet.get(bid.id(), criterion.id()))
                        .filter(Judgement::fails)
                        .toList();
                if (fails.size() * 2 > sheets.size()) {
                    rejections.add(new Rejection(
                            bid.id(),
                            criterion.id(),
                            fails.size(),
                            fails.stream()
                                    .map(fail -> String.valueOf(fail.code()))
                                    .distinct()
                                    .toList(),
                            fails.stream()
                                    .map(fail -> String.valueOf(fail.reason()))
                                    .distinct()
                                    .toList()));
                }
            }
        }
        return rejections;
    }

    private List<Criterion> of(Criterion.Kind kind) {
        return criteria.stream().filter(criterion -> criterion.kind() == kind).toList();
    }
}
