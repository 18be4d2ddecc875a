/**
 * Running the platform (运维): the embedded PostgreSQL, one migration run per module, the data folder and its lock,
 * the platform's clock, and start failures that say in one line what to do.
 *
 * <p>Knows nothing about trades. Every other module may use it.
 */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package org.mingjian.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
