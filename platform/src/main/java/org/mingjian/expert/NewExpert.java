package org.mingjian.expert;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An expert to be taken into the pool.
 *
 * @param account login of the expert, when there is one
 * @param specialties codes of the 评标专家专业分类标准
 * @param regionCode GB/T 2260, where the expert can be called to
 * @param years of professional practice
 */
public record NewExpert(
        @Nullable UUID account,
        String name,
        String employer,
        @Nullable String employerCode,
        String regionCode,
        List<String> specialties,
        int years,
        List<Tie> ties) {}
