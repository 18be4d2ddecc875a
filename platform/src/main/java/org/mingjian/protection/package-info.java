/**
 * 数据安全: what lies encrypted and under which key, who looked at what, exports that are not usual, masks, and the guard
 * over everything that goes out to the public. Schema {@code protection}. Knows no trades.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity"})
package org.mingjian.protection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
