@NullMarked
package org.mingjian.ops.store;

import org.jspecify.annotations.NullMarked;
