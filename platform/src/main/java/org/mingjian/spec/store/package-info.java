/** The specification's files under rules/spec/. */
@NullMarked
package org.mingjian.spec.store;

import org.jspecify.annotations.NullMarked;
