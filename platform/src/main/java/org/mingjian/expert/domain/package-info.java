/** Rules of the draw: who must stay away, and in which order the others come. */
@NullMarked
package org.mingjian.expert.domain;

import org.jspecify.annotations.NullMarked;
