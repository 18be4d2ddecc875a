@NullMarked
package org.mingjian.watch.store;

import org.jspecify.annotations.NullMarked;
