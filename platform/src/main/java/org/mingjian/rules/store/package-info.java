/** Reads the dated YAML of {@code rules/} and refuses to start on a gap, an overlap or a bad line. */
@NullMarked
package org.mingjian.rules.store;

import org.jspecify.annotations.NullMarked;
