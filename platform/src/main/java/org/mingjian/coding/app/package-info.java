/** Issues codes inside the caller's transaction. */
@NullMarked
package org.mingjian.coding.app;

import org.jspecify.annotations.NullMarked;
