/**
 * 文件: files kept once by their content (SM3), uploads that can be resumed after any interruption (tus 1.0), and who
 * owns which file. Knows nothing of trades: whether a file may be public is decided by the module whose fact names it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity", "watch"})
package org.mingjian.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
