package org.mingjian.tender;

import java.util.List;

/** A heading of a rendered notice and what stands under it. */
public record NoticeSection(String title, List<String> paragraphs) {}
