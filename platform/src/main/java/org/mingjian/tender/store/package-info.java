@NullMarked
package org.mingjian.tender.store;

import org.jspecify.annotations.NullMarked;
