/** SQL of the schema expert. */
@NullMarked
package org.mingjian.expert.store;

import org.jspecify.annotations.NullMarked;
