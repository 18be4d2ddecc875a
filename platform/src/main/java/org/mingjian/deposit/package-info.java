/** 保证金: bid deposits and guarantee letters: who gave what, and when it went back. Before the opening a secret. */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity", "rules", "tender", "sealing"})
package org.mingjian.deposit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
