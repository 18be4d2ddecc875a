package org.mingjian.rules;

import java.time.Instant;

/**
 * When a clock runs out, or for a shortest period when it may first end.
 *
 * @param at end of the last day in Asia/Shanghai (23:59:59.999) for a limit, start of the first lawful day for a
 *     shortest
 *     period; unknown when a year's holidays are missing
 * @param explanation how it was counted, in Chinese: kind of day, first and last day, holidays
 */
public record Due(String rule, Answer<Instant> at, String explanation) {}
