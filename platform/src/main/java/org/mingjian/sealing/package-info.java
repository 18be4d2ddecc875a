/**
 * 密封与开标: sealed bids from their receipt to the opening record. Until the deadline nobody learns who bids or how many
 * (招标投标法 §22); at the deadline count and Merkle root are published before anything is opened; then every bidder opens
 * his own. Owns bids and openings; the trade's state moves only through the tender module.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity", "document", "tender"})
package org.mingjian.sealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
