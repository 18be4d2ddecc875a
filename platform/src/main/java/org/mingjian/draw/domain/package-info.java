/** What can be repeated by anybody: leaves, root, input, order, odds. */
@NullMarked
package org.mingjian.draw.domain;

import org.jspecify.annotations.NullMarked;
