/** Notices 公告 as other sites publish them, and what they lack to become records of the data specification. */
@NullMarked
@NamedInterface("notices")
package org.mingjian.spec.domain.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
