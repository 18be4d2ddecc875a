/**
 * 规则与时限: time limits and other measurable duties as dated data, the calendar of working days, and the certificate of
 * all clocks of a trade. Owns the folder {@code rules/} of the repository; has no tables. A rule is chosen by the
 * date a
 * trade is pinned to, and says PASS, VIOLATION or UNCERTAIN; it never guesses a holiday.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package org.mingjian.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
