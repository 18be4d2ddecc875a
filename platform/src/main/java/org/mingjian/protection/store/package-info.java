@NullMarked
package org.mingjian.protection.store;

import org.jspecify.annotations.NullMarked;
