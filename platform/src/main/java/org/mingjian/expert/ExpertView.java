package org.mingjian.expert;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An expert as the pool knows him or her. */
public record ExpertView(
        ExpertId id,
        @Nullable UUID account,
        String name,
        String employer,
        @Nullable String employerCode,
        String regionCode,
        List<String> specialties,
        int years,
        List<Tie> ties,
        ExpertState state,
        @Nullable String stateReason) {}
