@NullMarked
package org.mingjian.intake.web;

import org.jspecify.annotations.NullMarked;
