package org.mingjian.exchange.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which page of a list, and what is looked for in it; each part may be left out. */
record Paging(
        @Nullable @Size(max = 60) String q,
        @Nullable Integer page,
        @Nullable Integer size) {

    private static final int USUAL = 20;

    /** Letters, digits and what keys are made of. */
    String text() {
        return Sights.text(q == null ? "" : q);
    }

    int number() {
        return Sights.page(page == null ? 0 : page);
    }

    int rows() {
        return Sights.size(size == null ? USUAL : size);
    }
}
