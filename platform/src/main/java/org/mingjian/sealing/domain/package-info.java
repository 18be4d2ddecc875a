/**
 * The sealed bid 加密投标文件: its format, how it is written, checked without a key, and opened.
 *
 * <p>The format is described in {@code docs/formats.md}, section "Sealed bid"; the browser writes the same bytes. Works
 * on streams in constant memory; knows no folder, no database and no clock.
 */
@NullMarked
@NamedInterface("envelope")
package org.mingjian.sealing.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
