/**
 * 数据上报: turns the facts of a trade into records of the national data specification. A reader of the facts with its
 * own tables, which can be built again from position 1. What the facts cannot say is held with the reason and never
 * guessed. The mapping is data: {@code rules/exchange/}. {@link org.mingjian.exchange.OutgoingRecords} is what a sender
 * reads.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "ops",
            "facts",
            "identity",
            "document",
            "protection",
            "spec",
            "spec :: command",
            "tender",
            "spec :: notices"
        })
package org.mingjian.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
