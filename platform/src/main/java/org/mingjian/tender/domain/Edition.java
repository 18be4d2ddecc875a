package org.mingjian.tender.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import org.mingjian.tender.Notice;
import org.mingjian.tender.NoticeSection;
import org.mingjian.tender.Terms;

/**
 * One version of notice and documents.
 *
 * @param number 1 is the notice, every clarification adds one
 * @param remark what the clarification says; null for the notice
 * @param files that came with this version
 */
public record Edition(
        int number,
        Terms terms,
        Notice notice,
        List<NoticeSection> text,
        @Nullable String remark,
        List<FileRef> files,
        Instant publishedAt) {}
