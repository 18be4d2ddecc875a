/** What a panel decides, without a database: seats, sheets, agreement, ranking. */
@NullMarked
package org.mingjian.evaluation.domain;

import org.jspecify.annotations.NullMarked;
