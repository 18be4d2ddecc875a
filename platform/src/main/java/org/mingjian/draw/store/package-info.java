/** SQL of the schema draw. */
@NullMarked
package org.mingjian.draw.store;

import org.jspecify.annotations.NullMarked;
