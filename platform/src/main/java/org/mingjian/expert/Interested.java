package org.mingjian.expert;

import org.jspecify.annotations.Nullable;

/**
 * An organisation an expert must have no interest in: the tenderer, its agency, a bidder, a regulator of the project.
 */
public record Interested(String name, @Nullable String creditCode, String role) {}
