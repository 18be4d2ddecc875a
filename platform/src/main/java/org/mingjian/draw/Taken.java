package org.mingjian.draw;

/**
 * One that was drawn.
 *
 * @param index place in the order of its lot, from 0
 */
public record Taken(String lot, int index, String id) {}
