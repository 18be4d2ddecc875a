package org.mingjian.evaluation.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.expert.PoolRequest.Need;

/**
 * 评标委员会 as requested.
 *
 * @param size members, experts and delegates together
 * @param gatherAt when they come together
 * @param area the only place an expert is told before sign-in
 * @param drawFacts ids of the sealed facts that name members
 */
public record Panel(
        String trade,
        int size,
        List<Need> needs,
        @Nullable String regionCode,
        Instant gatherAt,
        String area,
        Set<Long> drawFacts,
        boolean disclosed,
        UUID requestedBy) {}
