/** The shape of an offline command: what it is given, and how it says that the call or the input is wrong. */
@NullMarked
package org.mingjian.kernel.command;

import org.jspecify.annotations.NullMarked;
