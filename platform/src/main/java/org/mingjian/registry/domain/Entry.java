package org.mingjian.registry.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 登记项.
 *
 * @param node who filled it in
 * @param region 行政区划代码
 * @param fields by {@link EntryKind#fields}
 * @param startsAt and {@code endsAt}: of a turn of duty only
 * @param version from 1
 */
public record Entry(
        String node,
        UUID id,
        EntryKind kind,
        String region,
        String name,
        Map<String, String> fields,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        boolean ended,
        int version,
        Instant changedAt,
        String changedBy) {}
