/** Use cases: forming the panel, marking, closing, signing, reporting. */
@NullMarked
package org.mingjian.evaluation.app;

import org.jspecify.annotations.NullMarked;
