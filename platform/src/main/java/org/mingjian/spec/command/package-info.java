/** validate, the offline command, and the forms it reads. */
@NullMarked
package org.mingjian.spec.command;

import org.jspecify.annotations.NullMarked;
