package org.mingjian.tender;

import java.util.List;

/**
 * Body of {@link TradeFact#NOTICE_PUBLISHED}.
 *
 * @param version of terms and documents, 1
 * @param text the notice as everybody reads it
 * @param checks what each rule said on publication
 */
public record Publication(
        int version, String title, Terms terms, Notice notice, List<NoticeSection> text, List<RuleFinding> checks) {}
