@NullMarked
package org.mingjian.sealing.store;

import org.jspecify.annotations.NullMarked;
