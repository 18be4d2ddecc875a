@NullMarked
package org.mingjian.identity.store;

import org.jspecify.annotations.NullMarked;
