@NullMarked
package org.mingjian.document.store;

import org.jspecify.annotations.NullMarked;
