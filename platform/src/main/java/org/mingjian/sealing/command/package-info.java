/** Offline commands of the sealed bid: {@code keygen}, {@code seal}, {@code open}. */
@NullMarked
@NamedInterface("command")
package org.mingjian.sealing.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
