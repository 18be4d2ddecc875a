/** The mapping files, and the tables of built records. */
@NullMarked
package org.mingjian.exchange.store;

import org.jspecify.annotations.NullMarked;
