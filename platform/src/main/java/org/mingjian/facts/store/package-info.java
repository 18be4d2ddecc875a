@NullMarked
package org.mingjian.facts.store;

import org.jspecify.annotations.NullMarked;
