/**
 * 锚定: writes tree heads of the log to a chain that others run, so that a copy stands where nobody here can change it.
 * One more anchor of the same checkpoint, never a condition of working: while the chain is away the heads wait.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity"})
package org.mingjian.anchor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
