package org.mingjian.evaluation.domain;

import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;

/**
 * An opened bid as the panel judges it.
 *
 * @param id of the bid, as text
 * @param organisation the bidder's id, as text
 */
public record EvaluatedBid(
        String id,
        String organisation,
        String name,
        String creditCode,
        Money price,
        @Nullable String projectLeader) {}
