/**
 * Warning signs 预警指标 in open contracting data, by the definitions of Open Contracting's Cardinal. An indicator takes
 * contracting processes one by one, in any order, and says at the end what it found.
 */
@NullMarked
package org.mingjian.opendata.domain.flags;

import org.jspecify.annotations.NullMarked;
