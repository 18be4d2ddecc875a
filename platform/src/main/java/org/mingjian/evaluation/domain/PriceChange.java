package org.mingjian.evaluation.domain;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;

/**
 * 算术修正 of one bid (12号令 §19): words over figures, unit prices over totals unless a decimal point is plainly shifted.
 *
 * @param inquiry that asks the bidder to accept it
 * @param stated price before it
 * @param applied rules in words, each with what it changed
 * @param accepted null until the bidder answers
 */
public record PriceChange(
        UUID inquiry,
        String trade,
        String bid,
        Money stated,
        Money corrected,
        List<String> applied,
        @Nullable Boolean accepted) {}
