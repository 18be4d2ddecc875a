/** Measurements of the paths that matter, each against a peer on the same machine in the same run. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "ops",
            "facts",
            "facts :: command",
            "walk",
            "identity",
            "protection",
            "spec",
            "exchange :: command"
        })
package org.mingjian.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
