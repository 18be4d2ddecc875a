@NullMarked
package org.mingjian.anchor.store;

import org.jspecify.annotations.NullMarked;
