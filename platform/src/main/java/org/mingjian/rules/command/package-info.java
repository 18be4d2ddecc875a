/** The offline command {@code clocks}. */
@NullMarked
@NamedInterface("command")
package org.mingjian.rules.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
