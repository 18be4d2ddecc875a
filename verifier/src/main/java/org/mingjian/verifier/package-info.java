/**
 * 核验: the offline check of receipts and evidence. Courts, auditors and bidders run it; it shares no code with the
 * platform, so that one mistake cannot vouch for itself. Formats are in {@code docs/formats.md}.
 */
@NullMarked
package org.mingjian.verifier;

import org.jspecify.annotations.NullMarked;
