/** Mingjian (明鉴): an open platform for public resource trading. One sub-package is one module. */
@NullMarked
package org.mingjian;

import org.jspecify.annotations.NullMarked;
