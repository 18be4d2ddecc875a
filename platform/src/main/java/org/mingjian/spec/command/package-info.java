/** validate, the offline command, and the forms it reads. */
@NullMarked
@NamedInterface("command")
package org.mingjian.spec.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
