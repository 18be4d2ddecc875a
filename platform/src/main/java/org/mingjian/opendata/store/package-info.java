/** SQL of the schema opendata. */
@NullMarked
package org.mingjian.opendata.store;

import org.jspecify.annotations.NullMarked;
