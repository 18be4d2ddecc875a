package org.mingjian.evaluation.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why a bid may be rejected (否决投标), and the panel's own parameters; data in {@code rules/evaluation.yaml}.
 *
 * @param outlierShare share of the full mark beyond which a distance from the median is pointed out
 * @param lateMinutes after which a member who has not signed in is replaced
 */
public record RejectionCatalogue(List<Ground> rejections, String outlierShare, int lateMinutes) {

    /**
     * @param code stable
     * @param basis article of law
     */
    public record Ground(String code, String title, String basis) {}

    public Set<String> codes() {
        return byCode().keySet();
    }

    public Map<String, Ground> byCode() {
        return rejections.stream()
                .collect(Collectors.toMap(Ground::code, ground -> ground, (a, b) -> a, LinkedHashMap::new));
    }
}
