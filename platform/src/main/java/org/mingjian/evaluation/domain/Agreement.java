package org.mingjian.evaluation.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mingjian.tender.Terms.Criterion;

/**
 * Where the members of a panel agree and where they do not. Only sheets that were handed in are compared, so that
 * nobody follows somebody else's mark.
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

    /**
     * A member who rejected a bid that the majority keeps, and has not judged the rest of it.
     *
     * @param cells still open
     */
    public record Missing(int seat, String bid, String bidder, long cells) {}

    /** The bids that the majority does not reject; every member must judge them whole. */
    public List<EvaluatedBid> kept() {
        Set<String> out = rejections().stream().map(Rejection::bid).collect(Collectors.toSet());
        return bids.stream().filter(bid -> !out.contains(bid.id())).toList();
    }

    public List<Missing> missing() {
        var missing = new ArrayList<Missing>();
        for (EvaluatedBid bid : kept()) {
            for (SeatSheet sheet : sheets) {
                long cells = criteria.stream()
                        .filter(criterion ->
                                sheet.find(bid.id(), criterion.id()).isEmpty())
                        .count();
                if (cells > 0) {
                    missing.add(new Missing(sheet.number(), bid.id(), bid.name(), cells));
                }
            }
        }
        return missing;
    }

    /** Among the bids that stay; a rejected bid is not scored, so its marks need not agree. */
    public List<Difference> differences() {
        var differences = new ArrayList<Difference>();
        for (Criterion criterion : of(Criterion.Kind.OBJECTIVE, Criterion.Kind.CREDIT)) {
            for (EvaluatedBid bid : kept()) {
                var distinct = new TreeSet<BigDecimal>();
                var marks = new LinkedHashMap<Integer, String>();
                for (SeatSheet sheet : sheets) {
                    sheet.find(bid.id(), criterion.id()).map(Judgement::value).ifPresent(mark -> {
                        distinct.add(new BigDecimal(mark));
                        marks.put(sheet.number(), mark);
                    });
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
            for (EvaluatedBid bid : kept()) {
                BigDecimal median = median(bid, criterion);
                for (SeatSheet sheet : sheets) {
                    String mark = sheet.find(bid.id(), criterion.id())
                            .map(Judgement::value)
                            .orElse(null);
                    if (mark == null) {
                        continue;
                    }
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
                .flatMap(sheet -> sheet.find(bid.id(), criterion.id()).stream())
                .map(judgement -> new BigDecimal(judgement.value()))
                .sorted()
                .toList();
        if (marks.isEmpty()) {
            return BigDecimal.ZERO;
        }
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
                        .flatMap(sheet -> sheet.find(bid.id(), criterion.id()).stream())
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

    private List<Criterion> of(Criterion.Kind... kinds) {
        return criteria.stream()
                .filter(criterion -> List.of(kinds).contains(criterion.kind()))
                .toList();
    }
}
