package org.mingjian.tender.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.Money;

/** 招标计划: what will be tendered in the months ahead. */
public record Plan(UUID id, UUID publisher, String publisherName, Content content, Instant publishedAt) {

    /**
     * @param month planned month of the notice, {@code 2026-12}
     * @param investment planned amount of the contract
     */
    public record Content(
            String title,
            String regionCode,
            String tradeClass,
            String scope,
            Money investment,
            String month,
            @Nullable String contact) {}

    public String stream() {
        return "plan:" + id;
    }
}
