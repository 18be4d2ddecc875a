/**
 * 门户与信息公开: the public site. A reader of the facts: it keeps trades, notices, plans and timelines as anybody may
 * see them, an index to search them, and pages that need no script, each with a JSON twin at the same address. It
 * shows what is PUBLIC or has been disclosed and nothing else; its tables can be dropped and rebuilt from position
 * 1 at any time.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "ops",
            "facts",
            "identity",
            "cosigner",
            "rules",
            "tender",
            "draw",
            "document",
            "party",
            "credit",
            "protection",
            "opendata",
            "spec",
            "exchange",
            "watch"
        })
package org.mingjian.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
