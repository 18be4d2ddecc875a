/** What the checks of a record are. No Spring, no files. */
@NullMarked
package org.mingjian.spec.domain;

import org.jspecify.annotations.NullMarked;
