/** The reader that builds the records. */
@NullMarked
package org.mingjian.exchange.app;

import org.jspecify.annotations.NullMarked;
