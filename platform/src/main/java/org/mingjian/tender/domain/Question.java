package org.mingjian.tender.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** 疑问; who asked is shown to nobody but the asker. */
public record Question(
        UUID id,
        UUID asker,
        String text,
        Instant askedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt) {}
