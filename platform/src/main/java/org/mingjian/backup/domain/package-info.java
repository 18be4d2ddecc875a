/** Sealed streams and the manifest of a backup. */
@NullMarked
package org.mingjian.backup.domain;

import org.jspecify.annotations.NullMarked;
