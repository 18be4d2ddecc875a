@NullMarked
package org.mingjian.credit.store;

import org.jspecify.annotations.NullMarked;
