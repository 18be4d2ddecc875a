/**
 * 评标评审: checks, marks, price scoring, signatures and the report of one trade's panel.
 *
 * <p>Owns what the panel decides between the opening and the report. The state of the trade belongs to the tender module
 * and moves only through its interface. The scoring engine in {@code scoring} is pure and also runs outside the platform.
 */
@NullMarked
package org.mingjian.evaluation;

import org.jspecify.annotations.NullMarked;
