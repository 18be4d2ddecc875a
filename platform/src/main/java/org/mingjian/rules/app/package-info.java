/** Puts the rules into the running platform, with the overrides of its configuration. */
@NullMarked
package org.mingjian.rules.app;

import org.jspecify.annotations.NullMarked;
