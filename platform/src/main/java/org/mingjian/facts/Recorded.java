package org.mingjian.facts;

import java.time.Instant;

/**
 * A fact as recorded in the caller's transaction; its position follows after commit.
 *
 * @param digest lower-case hex of SM3 over the canonical content
 */
public record Recorded(long id, String stream, long seq, String kind, Instant at, String digest) {}
