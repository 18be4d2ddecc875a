/**
 * 抽取: one engine for every draw of a trade (评标专家、评标系数). It fixes the pool by a Merkle
 * root, takes the seeds of tenderer,
 * supervisor and platform by commitment and reveal, orders the pool by the output of a verifiable random function, and
 * gives away the next of that order for as long as the trade needs one. It knows neither experts nor prices: who asks
 * gives the pool, and follows the result. Formats in {@code docs/formats.md}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity", "tender"})
package org.mingjian.draw;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
