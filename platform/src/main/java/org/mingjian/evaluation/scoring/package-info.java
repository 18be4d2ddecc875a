/**
 * 评审计分引擎: base price, price marks, totals and ranks, from exact decimals and exact fractions only.
 *
 * <p>Pure computation: no Spring, no SQL, no clock. The same classes score a trade inside the platform and a scoring
 * sheet outside it ({@code ./mingjian score FILE}), so a stranger repeats what the panel saw. Sheet format: {@code
 * docs/formats.md}.
 */
@NullMarked
@NamedInterface("scoring")
package org.mingjian.evaluation.scoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
