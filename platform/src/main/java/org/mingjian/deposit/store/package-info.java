@NullMarked
package org.mingjian.deposit.store;

import org.jspecify.annotations.NullMarked;
