package org.mingjian.coding;

import java.time.Instant;

/**
 * A code that was issued here.
 *
 * @param kind {@code project}, {@code tenderProject}, {@code section} or {@code trade}
 * @param prefix what its serial was counted under
 */
public record IssuedCode(String code, String kind, String prefix, Instant issuedAt) {}
