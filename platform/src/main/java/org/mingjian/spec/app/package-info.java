/** The specification as beans. */
@NullMarked
package org.mingjian.spec.app;

import org.jspecify.annotations.NullMarked;
