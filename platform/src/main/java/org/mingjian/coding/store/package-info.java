/** The counters and the issued codes. */
@NullMarked
package org.mingjian.coding.store;

import org.jspecify.annotations.NullMarked;
