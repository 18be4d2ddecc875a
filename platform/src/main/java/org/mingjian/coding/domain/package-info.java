/** The arithmetic of codes: check characters, parts, and what is wrong with a code. */
@NullMarked
package org.mingjian.coding.domain;

import org.jspecify.annotations.NullMarked;
