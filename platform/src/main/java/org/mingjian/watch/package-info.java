/**
 * 入侵防范 (GB/T 22239-2019 8.1.4.4): limits of requests by address and account, attacks recognised and counted, alarms of
 * other modules, and addresses and accounts that are slowed or shut for a time. Schema {@code watch}. Knows no trades.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity"})
package org.mingjian.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
