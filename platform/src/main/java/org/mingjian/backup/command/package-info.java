/** The way back, without a running platform. */
@NullMarked
package org.mingjian.backup.command;

import org.jspecify.annotations.NullMarked;
