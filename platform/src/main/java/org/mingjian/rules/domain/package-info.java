/** How a rule judges: pure functions of the rule, the calendar and what happened. */
@NullMarked
package org.mingjian.rules.domain;

import org.jspecify.annotations.NullMarked;
