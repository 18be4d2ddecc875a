package org.mingjian.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 组织: a department of the tree, a trading centre, or a company.
 *
 * @param kind PROVINCE, CITY, COUNTY, DEPARTMENT, CENTRE or COMPANY
 * @param regionCode GB/T 2260, six digits
 * @param creditCode 统一社会信用代码, if it has one
 */
public record Organisation(
        UUID id,
        String name,
        Kind kind,
        String regionCode,
        @Nullable String creditCode,
        @Nullable UUID parent) {

    /** Where it stands in the tree. */
    public enum Kind {
        PROVINCE,
        CITY,
        COUNTY,
        DEPARTMENT,
        CENTRE,
        COMPANY
    }
}
