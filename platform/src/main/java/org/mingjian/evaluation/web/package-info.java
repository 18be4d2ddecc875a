/** Endpoints of panel, seats and evaluation. */
@NullMarked
package org.mingjian.evaluation.web;

import org.jspecify.annotations.NullMarked;
