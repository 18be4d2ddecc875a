@NullMarked
package org.mingjian.intake.domain;

import org.jspecify.annotations.NullMarked;
