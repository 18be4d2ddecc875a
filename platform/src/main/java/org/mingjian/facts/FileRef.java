package org.mingjian.facts;

/**
 * A file that belongs to a fact, by digest.
 *
 * @param name as people see it, without a path
 * @param size bytes
 * @param sm3 lower-case hex
 */
public record FileRef(String name, long size, String sm3) {}
