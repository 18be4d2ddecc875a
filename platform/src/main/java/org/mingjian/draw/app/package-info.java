/** Use cases: fixing the pool, taking seeds, drawing, giving the next. */
@NullMarked
package org.mingjian.draw.app;

import org.jspecify.annotations.NullMarked;
