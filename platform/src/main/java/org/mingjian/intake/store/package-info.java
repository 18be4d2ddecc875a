@NullMarked
package org.mingjian.intake.store;

import org.jspecify.annotations.NullMarked;
