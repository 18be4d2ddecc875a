/** What can be measured of the log without a platform, for {@code ./mingjian bench}. */
@NullMarked
@NamedInterface("command")
package org.mingjian.facts.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
