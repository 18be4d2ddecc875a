/** The offline command {@code code}. */
@NullMarked
@NamedInterface("command")
package org.mingjian.coding.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
