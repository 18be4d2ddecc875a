@NullMarked
package org.mingjian.contract.store;

import org.jspecify.annotations.NullMarked;
