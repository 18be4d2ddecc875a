/** Use cases of the pool. */
@NullMarked
package org.mingjian.expert.app;

import org.jspecify.annotations.NullMarked;
