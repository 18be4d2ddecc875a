@NullMarked
package org.mingjian.portal.store;

import org.jspecify.annotations.NullMarked;
