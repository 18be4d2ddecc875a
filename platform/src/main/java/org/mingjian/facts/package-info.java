/**
 * 事实与存证: the insert-only record of every act, its sequencer, the SM3 Merkle log over it, signed checkpoints,
 * tiles for outsiders, and the feed that readers follow. Trade modules only call {@link org.mingjian.facts.Facts};
 * readers implement {@link org.mingjian.facts.FactReader}. Nothing here knows what a trade is.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops"})
package org.mingjian.facts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
