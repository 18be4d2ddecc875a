/**
 * 信息上报与停用: what a region must report of its systems, expert pools, certificate authorities, contacts and people on
 * duty, and when something did not run (运行管理办法 §12 §25–§27 §30). No dataset of the specification carries it, so it
 * goes up in a message of its own through {@link org.mingjian.exchange.Neighbours}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity", "protection", "exchange"})
package org.mingjian.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
