/** How facts become records. No Spring, no SQL. */
@NullMarked
package org.mingjian.exchange.domain;

import org.jspecify.annotations.NullMarked;
