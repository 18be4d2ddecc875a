package org.mingjian.rules.domain;

/** The two events of a clock, by kind, and how many of them pair. */
public record Span(String start, String end, Pairing pairing) {}
