/** The door of {@code ./mingjian backup}. */
@NullMarked
package org.mingjian.backup.web;

import org.jspecify.annotations.NullMarked;
