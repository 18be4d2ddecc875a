/** flags, the offline command. */
@NullMarked
@NamedInterface("command")
package org.mingjian.opendata.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
