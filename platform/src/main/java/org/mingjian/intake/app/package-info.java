@NullMarked
package org.mingjian.intake.app;

import org.jspecify.annotations.NullMarked;
