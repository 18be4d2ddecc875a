/** Facts as the Open Contracting Data Standard tells them. */
@NullMarked
package org.mingjian.opendata.domain;

import org.jspecify.annotations.NullMarked;
