@NullMarked
package org.mingjian.deposit.app;

import org.jspecify.annotations.NullMarked;
