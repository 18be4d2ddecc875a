@NullMarked
package org.mingjian.registry.store;

import org.jspecify.annotations.NullMarked;
