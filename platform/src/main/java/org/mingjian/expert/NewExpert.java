package org.mingjian.expert;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An expert to be taken into the pool.
 *
 * @param account login of the expert, when there is one
 * @param specialties codes of the 评标专家专业分类标准, the main one 主评专业 first
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
        List<Tie> ties,
        @Nullable Particulars particulars) {

    /**
     * What the data specification asks for besides (dataset 212); it is reported from the sealed fact it stands in.
     *
     * @param title 职称
     * @param working 是否在职
     * @param industry GB/T 4754, a letter and two digits
     */
    public record Particulars(
            @Nullable String education,
            @Nullable String title,
            @Nullable Boolean working,
            @Nullable String industry) {}
}
