package org.mingjian.tender.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;

/** 对招标文件的异议 (条例 §22). */
public record Objection(
        UUID id,
        UUID objector,
        String objectorName,
        String text,
        List<FileRef> files,
        Instant raisedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt) {

    /** The reason under which it holds the trade. */
    public String holdReason() {
        return "objection:" + id;
    }
}
